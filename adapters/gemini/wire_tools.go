package gemini

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireTool is a Tool: function declarations, and hosted tools under a name each. Every member that is not mapped is such a
// tool, also one that does not exist yet.
type wireTool struct {
	leftover
	functions list[wireFunction]
}

// UnmarshalJSONFrom reads the next value of dec.
func (t *wireTool) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, t) }

func (t *wireTool) member(name string) any {
	if name == "functionDeclarations" {
		return &t.functions
	}
	return nil
}

// wireFunction is a FunctionDeclaration.
type wireFunction struct {
	leftover
	name, description                jsonx.String
	parametersJSONSchema, parameters rawJSON
	responseJSONSchema, response     rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (f *wireFunction) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, f) }

func (f *wireFunction) member(name string) any {
	switch name {
	case "name":
		return &f.name
	case "description":
		return &f.description
	case "parametersJsonSchema":
		return &f.parametersJSONSchema
	case "parameters":
		return &f.parameters
	case "responseJsonSchema":
		return &f.responseJSONSchema
	case "response":
		return &f.response
	}
	return nil
}

// wireToolConfig is a ToolConfig.
type wireToolConfig struct {
	leftover
	calling wireCalling
	mixing  jsonx.Bool
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireToolConfig) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireToolConfig) member(name string) any {
	switch name {
	case "functionCallingConfig":
		return &c.calling
	case memberMixing:
		return &c.mixing
	}
	return nil
}

// wireCalling is a FunctionCallingConfig.
type wireCalling struct {
	leftover
	mode    jsonx.String
	allowed stringList
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireCalling) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, c) }

func (c *wireCalling) member(name string) any {
	switch name {
	case "mode":
		return &c.mode
	case "allowedFunctionNames":
		return &c.allowed
	}
	return nil
}

// wireServer is an McpServer.
type wireServer struct {
	leftover
	name      jsonx.String
	transport wireTransport
}

// UnmarshalJSONFrom reads the next value of dec.
func (s *wireServer) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, s) }

func (s *wireServer) member(name string) any {
	switch name {
	case "name":
		return &s.name
	case "streamableHttpTransport":
		return &s.transport
	}
	return nil
}

// wireTransport is a StreamableHttpTransport.
type wireTransport struct {
	leftover
	url     jsonx.String
	headers rawJSON
}

// UnmarshalJSONFrom reads the next value of dec.
func (t *wireTransport) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return readObject(dec, t) }

func (t *wireTransport) member(name string) any {
	switch name {
	case "url":
		return &t.url
	case "headers":
		return &t.headers
	}
	return nil
}
