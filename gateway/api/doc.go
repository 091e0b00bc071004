// Package api is the HTTP front: the endpoints at which clients of the four dialects call. A handler knows its client's
// dialect as an adapter and nothing of its fields; the engine finds the upstream and gets the answer, translate carries it
// over.
package api
