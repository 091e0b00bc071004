// Package rpc serves the canonical model itself, over gRPC and over HTTP/JSON: the second front beside the one that speaks the
// dialects. Generation stands on the same engine, so that routes, keys, retries and policies are the same; translation calls
// no model. Services return plain errors; what a client is told of them is made in one place, status.go.
package rpc
