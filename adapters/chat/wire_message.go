package chat

import "github.com/interlingua/interlingua/adapters/jsonx"

// wireMessage is one element of messages, or the message of a choice.
type wireMessage struct {
	Role             jsonx.String             `json:"role"`
	Name             jsonx.String             `json:"name"`
	Content          wireContent              `json:"content"`
	Refusal          jsonx.String             `json:"refusal"`
	ReasoningContent jsonx.String             `json:"reasoning_content"`
	Reasoning        jsonx.String             `json:"reasoning"`
	ReasoningDetails rawJSON                  `json:"reasoning_details"`
	Annotations      rawJSON                  `json:"annotations"`
	Audio            object[wireAudio]        `json:"audio"`
	ToolCalls        list[wireToolCall]       `json:"tool_calls"`
	FunctionCall     object[wireCallee]       `json:"function_call"`
	ToolCallID       jsonx.String             `json:"tool_call_id"`
	ExtraContent     rawJSON                  `json:"extra_content"`
	ThoughtSignature rawJSON                  `json:"thought_signature"`
	CacheControl     object[wireCacheControl] `json:"cache_control"`
	Extra            jsonx.Value              `json:",inline,embed"`
}

// wireContent is the content of a message: a string, or a list of parts.
type wireContent struct {
	Text  string
	Parts []wirePart
	Form  byte // '"', '[', or 0 for none
	Raw   jsonx.Value
}

// UnmarshalJSONFrom reads either form.
func (c *wireContent) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch dec.PeekKind() {
	case '"':
		var err error
		c.Text, err = dec.ReadString()
		c.Form = '"'
		return err
	case '[':
		c.Parts, c.Form = []wirePart{}, '['
		return jsonx.UnmarshalDecode(dec, &c.Parts)
	}
	return readRaw(dec, &c.Raw)
}

// wirePart is one part of content.
type wirePart struct {
	wirePartMembers
	// whole is the text of the part, for what is kept whole.
	whole string
}

// wirePartMembers are the members of all types of parts.
type wirePartMembers struct {
	Type         jsonx.String             `json:"type"`
	Text         jsonx.String             `json:"text"`
	ImageURL     wireURL                  `json:"image_url"`
	InputAudio   object[wireInputAudio]   `json:"input_audio"`
	File         object[wireFile]         `json:"file"`
	VideoURL     wireURL                  `json:"video_url"`
	DocumentURL  wireURL                  `json:"document_url"`
	Refusal      jsonx.String             `json:"refusal"`
	Thinking     rawJSON                  `json:"thinking"`
	Breakpoint   object[wireBreakpoint]   `json:"prompt_cache_breakpoint"`
	CacheControl object[wireCacheControl] `json:"cache_control"`
	Extra        jsonx.Value              `json:",inline,embed"`
}

// UnmarshalJSONFrom reads an object; any other value is only passed over.
func (p *wirePart) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	from := dec.Offset()
	var err error
	if dec.PeekKind() == '{' {
		err = jsonx.UnmarshalDecode(dec, &p.wirePartMembers)
	} else {
		err = dec.Skip()
	}
	p.whole = dec.Since(from)
	return err
}

// wireURL is an address: an object, or just a string.
type wireURL struct {
	URL    jsonx.String
	Detail jsonx.String
	Extra  jsonx.Value
	Form   byte // '"', '{', or 0 for none
	Raw    jsonx.Value
}

// there reports whether the member is there at all.
func (u *wireURL) there() bool { return u.Form != 0 || u.Raw != nil }

// UnmarshalJSONFrom reads either form.
func (u *wireURL) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	switch kind := dec.PeekKind(); kind {
	case '"':
		u.Form = '"'
		return u.URL.UnmarshalJSONFrom(dec)
	case '{':
		u.Form = '{'
		var w struct {
			URL    jsonx.String `json:"url"`
			Detail jsonx.String `json:"detail"`
			Extra  jsonx.Value  `json:",inline,embed"`
		}
		err := jsonx.UnmarshalDecode(dec, &w)
		u.URL, u.Detail, u.Extra = w.URL, w.Detail, w.Extra
		return err
	}
	return readRaw(dec, &u.Raw)
}

// wireInputAudio is an input_audio part's own object.
type wireInputAudio struct {
	Data   jsonx.String `json:"data"`
	Format jsonx.String `json:"format"`
	Extra  jsonx.Value  `json:",inline,embed"`
}

// wireFile is a file part's own object.
type wireFile struct {
	FileData jsonx.String `json:"file_data"`
	FileID   jsonx.String `json:"file_id"`
	Filename jsonx.String `json:"filename"`
	Extra    jsonx.Value  `json:",inline,embed"`
}

// wireBreakpoint is prompt_cache_breakpoint.
type wireBreakpoint struct {
	Mode  jsonx.String `json:"mode"`
	TTL   jsonx.String `json:"ttl"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireToolCall is one element of tool_calls.
type wireToolCall struct {
	ID           jsonx.String             `json:"id"`
	Type         jsonx.String             `json:"type"`
	Function     object[wireCallee]       `json:"function"`
	Custom       object[wireCustomCall]   `json:"custom"`
	Index        rawJSON                  `json:"index"`
	ExtraContent rawJSON                  `json:"extra_content"`
	CacheControl object[wireCacheControl] `json:"cache_control"`
	Extra        jsonx.Value              `json:",inline,embed"`
}

// wireCallee is what a function call calls; a function_call is nothing else.
type wireCallee struct {
	Name      jsonx.String `json:"name"`
	Arguments jsonx.String `json:"arguments"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireCustomCall is what a custom call calls.
type wireCustomCall struct {
	Name  jsonx.String `json:"name"`
	Input jsonx.String `json:"input"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireAudio is audio that the model spoke.
type wireAudio struct {
	ID         jsonx.String `json:"id"`
	Data       jsonx.String `json:"data"`
	Transcript rawJSON      `json:"transcript"`
	ExpiresAt  rawJSON      `json:"expires_at"`
	Extra      jsonx.Value  `json:",inline,embed"`
}

// wireAnnotation is one element of annotations.
type wireAnnotation struct {
	Type        jsonx.String            `json:"type"`
	URLCitation object[wireURLCitation] `json:"url_citation"`
	Extra       jsonx.Value             `json:",inline,embed"`
}

// wireURLCitation is the object of an annotation of that type.
type wireURLCitation struct {
	URL   jsonx.String `json:"url"`
	Title jsonx.String `json:"title"`
	Start jsonx.Int32  `json:"start_index"`
	End   jsonx.Int32  `json:"end_index"`
	Text  jsonx.String `json:"content"`
	Extra jsonx.Value  `json:",inline,embed"`
}
