package rpc

import (
	"strconv"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
)

// violations are the fields of a request that are at fault. They are an error.
type violations []*errdetails.BadRequest_FieldViolation

// Error implements error.
func (v violations) Error() string {
	text := v[0].Field + ": " + v[0].Description
	if len(v) > 1 {
		text += " (and " + strconv.Itoa(len(v)-1) + " more)"
	}
	return text
}

// violated is the error of one field.
func violated(field, description string) error {
	return violations{{Field: field, Description: description, Reason: "INVALID_REQUEST"}}
}
