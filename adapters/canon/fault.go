// Package canon holds what all dialects share about the canonical model, written once: losses, turns, names, seals, ids,
// usage, schemas, capabilities, the bridge between whole and streamed responses, and equivalence.
package canon

import pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"

// Fault is an error about a document: malformed, impossible or invalid. Its message never quotes the document's content.
type Fault struct {
	// Code is the class of the fault.
	Code pb.ErrorCode
	// Dialect is the dialect of the document at fault.
	Dialect pb.Dialect
	// Path is a JSON Pointer: into the wire document for decoders, into the canonical message for encoders.
	Path string
	// Canonical says that Path points into the canonical message.
	Canonical bool
	// Message says what is wrong, for a person.
	Message string
	// Err is the cause, if there is one.
	Err error
}

// Error implements error.
func (f *Fault) Error() string {
	s := f.Message
	if f.Path != "" {
		s = f.Path + ": " + s
	}
	return s
}

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Err }

// Invalid is a fault of a document that an encoder was given, at a canonical path.
func Invalid(path, message string) *Fault {
	return &Fault{Code: pb.ErrorCode_ERROR_CODE_INVALID_REQUEST, Path: path, Canonical: true, Message: message}
}
