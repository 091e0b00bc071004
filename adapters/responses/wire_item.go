package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireItem is an item of the input or the output, of any type.
type wireItem struct{ item }

// item is an item of one type.
type item interface {
	// decode gives the message that the item is.
	decode(*decoder) *pb.Message
}

// typeMessage is the type of a message; it may be left out.
const typeMessage = "message"

// itemTypes are the types whose content the canonical model holds. Items of all others stay whole.
var itemTypes = map[string]func() item{
	typeMessage:               func() item { return new(wireMessage) },
	"function_call":           func() item { return new(wireCall) },
	"function_call_output":    func() item { return new(wireCallOutput) },
	"custom_tool_call":        func() item { return new(wireCustomCall) },
	"custom_tool_call_output": func() item { return new(wireCallOutput) },
	"reasoning":               func() item { return new(wireThought) },
	"compaction":              func() item { return new(wireCompaction) },
	"configuration_update":    func() item { return new(wireUpdate) },
	"additional_tools":        func() item { return new(wireToolItem) },
	typeSearchCall:            func() item { return new(wireSearch) },
	typeSearchOutput:          func() item { return new(wireToolItem) },
}

// UnmarshalJSONFrom reads the next value of dec.
func (w *wireItem) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if kind := dec.PeekKind(); kind != '{' {
		return jsonx.Mismatch("object", kind)
	}
	if build := itemTypes[peekItemType(dec)]; build != nil {
		w.item = build()
	} else {
		w.item = new(wireOpaque)
	}
	return jsonx.UnmarshalDecode(dec, w.item)
}

// peekItemType gives the type of the item that comes next. One with a role and no type is a message.
func peekItemType(dec *jsonx.Decoder) string {
	if t := peekString(dec, "type"); t != "" {
		return t
	}
	if _, ok := jsonx.PeekMember(dec, "role"); ok {
		return typeMessage
	}
	return ""
}

// peekString gives a string member of the object that comes next, "" for none.
func peekString(dec *jsonx.Decoder, name string) string {
	raw, ok := jsonx.PeekMember(dec, name)
	if !ok {
		return ""
	}
	s, _ := jsonx.Unquote(raw)
	return s
}

// wireMessage is a message item: what a person or the model said.
type wireMessage struct {
	Type    jsonx.String `json:"type"`
	ID      jsonx.String `json:"id"`
	Role    jsonx.String `json:"role"`
	Status  jsonx.String `json:"status"`
	Phase   jsonx.String `json:"phase"`
	Content content      `json:"content"`
	Extra   jsonx.Value  `json:",inline,embed"`
}

// wireCall is a function_call item.
type wireCall struct {
	Type      jsonx.String `json:"type"`
	ID        jsonx.String `json:"id"`
	CallID    jsonx.String `json:"call_id"`
	Name      jsonx.String `json:"name"`
	Namespace jsonx.String `json:"namespace"`
	Arguments jsonx.String `json:"arguments"`
	Status    jsonx.String `json:"status"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireCustomCall is a custom_tool_call item.
type wireCustomCall struct {
	Type      jsonx.String `json:"type"`
	ID        jsonx.String `json:"id"`
	CallID    jsonx.String `json:"call_id"`
	Name      jsonx.String `json:"name"`
	Namespace jsonx.String `json:"namespace"`
	Input     jsonx.String `json:"input"`
	Status    jsonx.String `json:"status"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireCallOutput is a function_call_output or custom_tool_call_output item.
type wireCallOutput struct {
	Type      jsonx.String `json:"type"`
	ID        jsonx.String `json:"id"`
	CallID    jsonx.String `json:"call_id"`
	Name      jsonx.String `json:"name"`
	Namespace jsonx.String `json:"namespace"`
	Output    content      `json:"output"`
	Status    jsonx.String `json:"status"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireThought is a reasoning item.
type wireThought struct {
	Type      jsonx.String          `json:"type"`
	ID        jsonx.String          `json:"id"`
	Summary   list[wireThoughtText] `json:"summary"`
	Content   list[wireThoughtText] `json:"content"`
	Encrypted jsonx.String          `json:"encrypted_content"`
	Status    jsonx.String          `json:"status"`
	Extra     jsonx.Value           `json:",inline,embed"`
}

// wireThoughtText is an element of a reasoning item's summary or content.
type wireThoughtText struct {
	Type  jsonx.String `json:"type"`
	Text  jsonx.String `json:"text"`
	Extra jsonx.Value  `json:",inline,embed"`
}

// wireCompaction is a compaction item.
type wireCompaction struct {
	Type      jsonx.String `json:"type"`
	ID        jsonx.String `json:"id"`
	Encrypted jsonx.String `json:"encrypted_content"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// wireUpdate is a configuration_update item.
type wireUpdate struct {
	Type      jsonx.String          `json:"type"`
	ID        jsonx.String          `json:"id"`
	Reasoning object[wireReasoning] `json:"reasoning"`
	Text      object[wireText]      `json:"text"`
	Extra     jsonx.Value           `json:",inline,embed"`
}

// wireToolItem is an additional_tools or tool_search_output item.
type wireToolItem struct {
	Type      jsonx.String   `json:"type"`
	ID        jsonx.String   `json:"id"`
	Role      jsonx.String   `json:"role"`
	Status    jsonx.String   `json:"status"`
	CallID    jsonx.String   `json:"call_id"`
	Execution jsonx.String   `json:"execution"`
	Tools     list[wireTool] `json:"tools"`
	Extra     jsonx.Value    `json:",inline,embed"`
}

// wireOpaque is an item that stays whole.
type wireOpaque struct{ Raw jsonx.Value }

// UnmarshalJSONFrom reads the next value of dec.
func (w *wireOpaque) UnmarshalJSONFrom(dec *jsonx.Decoder) error { return read(dec, &w.Raw) }
