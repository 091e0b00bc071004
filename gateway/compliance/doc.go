// Package compliance has the cases of Open Responses' compliance tests as tests of the server, on an upstream of every dialect.
// The cases and what each demands are the specification's; words and code are this project's own. Where the specification's
// machine-readable description is at hand, it gives a second opinion.
//
// Cases that need stored state, compaction or a WebSocket are not served here. They are checked to fail in the way in which
// clients expect it, so that this package tells when that changes.
package compliance
