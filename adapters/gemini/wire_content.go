package gemini

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireContent is a Content: one turn, or the system instruction.
type wireContent struct {
	leftover
	role  jsonx.String
	parts list[wirePart]
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireContent) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireContent) member(name string) any {
	switch name {
	case "role":
		return &c.role
	case "parts":
		return &c.parts
	}
	return nil
}

// wirePart is a Part: one data member and flags. Of several data members the first counts, the others are unknown.
type wirePart struct {
	leftover
	// data is the name of the data member, "" where none is mapped.
	data       string
	text       jsonx.String
	blob       *wireBlob
	call       *wireCall
	result     *wireResult
	thought    jsonx.Bool
	signature  jsonx.String
	resolution rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (p *wirePart) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, p) }

func (p *wirePart) member(name string) any {
	switch name {
	case "thought":
		return &p.thought
	case "thoughtSignature":
		return &p.signature
	case "mediaResolution":
		return &p.resolution
	}
	if p.data != "" {
		return nil
	}
	p.data = name
	switch name {
	case "text":
		return &p.text
	case "inlineData", "fileData":
		p.blob = &wireBlob{}
		return p.blob
	case "functionCall":
		p.call = &wireCall{}
		return p.call
	case "functionResponse":
		p.result = &wireResult{}
		return p.result
	}
	p.data = ""
	return nil
}

// wireBlob is a Blob (inlineData) or FileData.
type wireBlob struct {
	leftover
	mimeType, data, fileURI, displayName jsonx.String
}

// UnmarshalJSONFrom reads the next value of dec.
func (b *wireBlob) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, b) }

func (b *wireBlob) member(name string) any {
	switch name {
	case "mimeType":
		return &b.mimeType
	case "data":
		return &b.data
	case "fileUri":
		return &b.fileURI
	case "displayName":
		return &b.displayName
	}
	return nil
}

// wireCall is a FunctionCall.
type wireCall struct {
	leftover
	id, name jsonx.String
	args     rawJSON
	// Arguments may also come in pieces, over several chunks.
	partialArgs  rawJSON
	willContinue jsonx.Bool
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireCall) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireCall) member(name string) any {
	switch name {
	case "id":
		return &c.id
	case "name":
		return &c.name
	case "args":
		return &c.args
	case "partialArgs":
		return &c.partialArgs
	case "willContinue":
		return &c.willContinue
	}
	return nil
}

// wireResult is a FunctionResponse.
type wireResult struct {
	leftover
	id, name jsonx.String
	response rawJSON
	parts    list[wirePart]
}

// UnmarshalJSONFrom reads the next value of dec.
func (r *wireResult) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, r) }

func (r *wireResult) member(name string) any {
	switch name {
	case "id":
		return &r.id
	case "name":
		return &r.name
	case "response":
		return &r.response
	case "parts":
		return &r.parts
	}
	return nil
}
