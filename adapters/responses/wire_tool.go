package responses

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireTool is a tool of any type: those that the client runs, namespaces, and those of the vendor.
type wireTool struct {
	Type         jsonx.String        `json:"type"`
	Name         jsonx.String        `json:"name"`
	Execution    jsonx.String        `json:"execution"`
	Description  jsonx.String        `json:"description"`
	Parameters   rawText             `json:"parameters"`
	Strict       jsonx.Bool          `json:"strict"`
	OutputSchema rawText             `json:"output_schema"`
	DeferLoading jsonx.Bool          `json:"defer_loading"`
	Format       object[wireGrammar] `json:"format"`
	Tools        list[wireTool]      `json:"tools"`
	// Of web search.
	Filters           object[wireFilters]  `json:"filters"`
	UserLocation      object[wireLocation] `json:"user_location"`
	SearchContextSize jsonx.String         `json:"search_context_size"`
	// Of remote MCP servers.
	ServerLabel   jsonx.String `json:"server_label"`
	ServerURL     jsonx.String `json:"server_url"`
	Authorization jsonx.String `json:"authorization"`
	AllowedTools  allowedTools `json:"allowed_tools"`
	Extra         jsonx.Value  `json:",inline,embed"`
}

// wireGrammar is the format of a custom tool's input.
type wireGrammar struct {
	Type       jsonx.String `json:"type"`
	Syntax     jsonx.String `json:"syntax"`
	Definition jsonx.String `json:"definition"`
	Extra      jsonx.Value  `json:",inline,embed"`
}

// wireFilters bounds a web search; for file search it is an expression, all of it in Extra.
type wireFilters struct {
	AllowedDomains list[jsonx.String] `json:"allowed_domains"`
	Extra          jsonx.Value        `json:",inline,embed"`
}

// wireLocation is a rough place of the user.
type wireLocation struct {
	Type     jsonx.String `json:"type"`
	City     jsonx.String `json:"city"`
	Country  jsonx.String `json:"country"`
	Region   jsonx.String `json:"region"`
	Timezone jsonx.String `json:"timezone"`
	Extra    jsonx.Value  `json:",inline,embed"`
}

// allowedTools bounds the tools of an MCP server: a list of names, or an object that holds one.
type allowedTools struct {
	Names  list[jsonx.String]
	Filter *wireToolFilter
}

// wireToolFilter is the object form of allowed_tools.
type wireToolFilter struct {
	ToolNames list[jsonx.String] `json:"tool_names"`
	Extra     jsonx.Value        `json:",inline,embed"`
}

// UnmarshalJSONFrom reads the next value of dec.
func (a *allowedTools) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if dec.PeekKind() == '{' {
		a.Filter = new(wireToolFilter)
		return jsonx.UnmarshalDecode(dec, a.Filter)
	}
	return jsonx.UnmarshalDecode(dec, &a.Names)
}

// wireToolChoice says whether and which tools may or must be called: one word, or an object.
type wireToolChoice struct {
	Word    jsonx.String
	One     *wireChosen
	Allowed *wireAllowed
}

// UnmarshalJSONFrom reads the next value of dec.
func (c *wireToolChoice) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch {
	case dec.PeekKind() != '{':
		return jsonx.UnmarshalDecode(dec, &c.Word)
	case peekString(dec, "type") == typeAllowed:
		c.Allowed = new(wireAllowed)
		return jsonx.UnmarshalDecode(dec, c.Allowed)
	}
	c.One = new(wireChosen)
	return jsonx.UnmarshalDecode(dec, c.One)
}

// wireChosen names one tool: the one that must be called, or one that may be.
type wireChosen struct {
	Type      jsonx.String `json:"type"`
	Name      jsonx.String `json:"name"`
	Namespace jsonx.String `json:"namespace"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireAllowed is the tool_choice that leaves some of the tools only.
type wireAllowed struct {
	Type  jsonx.String     `json:"type"`
	Mode  jsonx.String     `json:"mode"`
	Tools list[wireChosen] `json:"tools"`
	Extra jsonx.Value      `json:",inline,embed"`
}
