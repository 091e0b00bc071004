// Package openapi holds the OpenAPI document of the HTTP/JSON interface. "make generate" makes it from the protos.
package openapi

import _ "embed" // for Document

// Document is the document, as JSON. It must not be changed.
//
//go:embed openapi.json
var Document []byte
