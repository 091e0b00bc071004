// Package pains has what users of translators suffered as tests of this one, at the place where they met it: a client calls the
// server over HTTP, and an upstream behind it does what hurt. docs/pains.md lists every such thing and the tests that hold it
// off; a test reads the list and fails where one of them is missing.
//
// Most cases are files, one each, in the form of txtar: remarks and keys, then what the client sends and the upstream says, then
// what must come out. Run with -update to write what comes out; such a run fails, so that it proves nothing.
//
//	client, upstream   their dialects
//	stream             the client asks for a stream; default: true where the upstream's answer is one
//	model              what the upstream calls the model; default up-1
//	status, cut        the upstream's HTTP status; it breaks the connection after its answer
//	untyped            the upstream's answer says nothing of its type
//	quirk NAME         a switch of the upstream, and its value
//	header NAME        a header of the client, and its value
//
// The sections of a case:
//
//	request.json       what the client sends; default: a question
//	answer.sse, .json  what the upstream says; default: a few words
//	asked.json         must come out: the upstream's path and what it was asked
//	client.sse, .json  must come out: what the client gets; status.txt where that is not 200
//	losses.txt         must come out: what is reported as lost
//
// A conversation of several calls goes on with request2.json, answer2.sse, and so on.
package pains
