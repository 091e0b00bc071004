package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// A search for tools that the client runs is to any model a function like others: it is called with arguments and answered
// with what was found. Only this dialect has types of its own for it: their names are kept beside the function and its calls.
const (
	typeSearch     = "tool_search"
	typeSearchCall = "tool_search_call"
	// typeSearchOutput is the type of an item that brings in the tools that a search found.
	typeSearchOutput = "tool_search_output"
	// byClient is the execution of what the client runs.
	byClient = "client"
)

// isSearch reports whether the tool is a search that the client runs.
func (w *wireTool) isSearch() bool { return w.Type.V == typeSearch && w.Execution.V == byClient }

// search makes a tool the function by which a client is asked to search.
func (w *wireTool) search(r *remains, t *pb.Tool) {
	t.Name = typeSearch
	if r.spellText("type", w.Type); w.Name.Set {
		r.spellText("name", w.Name)
	} else {
		r.absent("name")
	}
	r.spellText("execution", w.Execution)
}

// wireSearch is a tool_search_call item. One that the vendor runs stays whole.
type wireSearch struct{ item }

// UnmarshalJSONFrom reads the next value of dec.
func (w *wireSearch) UnmarshalJSONFrom(dec *jsonx.Decoder) error {
	if w.item = new(wireOpaque); peekString(dec, "execution") == byClient {
		w.item = new(wireSearchCall)
	}
	return jsonx.UnmarshalDecode(dec, w.item)
}

// wireSearchCall is a call of a search that the client runs.
type wireSearchCall struct {
	Type      jsonx.String `json:"type"`
	ID        jsonx.String `json:"id"`
	CallID    jsonx.String `json:"call_id"`
	Execution jsonx.String `json:"execution"`
	Arguments rawText      `json:"arguments"`
	Status    jsonx.String `json:"status"`
	Extra     jsonx.Value  `json:",inline,embed"`
}

// decode implements item. The arguments of a call that has just begun are not its own yet.
func (w *wireSearchCall) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	r.spellText("type", w.Type)
	call := &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Name: typeSearch}
	switch {
	case w.Arguments == "":
		r.absent("arguments")
	case d.unfinished:
		r.spell("arguments", jsonx.Value(w.Arguments))
	default:
		call.ArgumentsJson = string(w.Arguments)
	}
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: r.str("id", w.ID), Status: r.str("status", w.Status)}
	d.callID(&r, call, w.CallID)
	m.Parts = []*pb.Part{canon.CallPart(call)}
	m.Extensions = r.put(nil, "")
	return m
}

// isSearchCall reports whether a message is an item of a search that the client runs.
func isSearchCall(m *pb.Message) bool { return saysType(m.Extensions, typeSearchCall) }

// isSearchTool reports whether a function is a search that the client runs.
func isSearchTool(t *pb.Tool) bool { return saysType(t.Extensions, typeSearch) }

func saysType(exts []*pb.Extension, typ string) bool {
	raw, _ := jsonx.Get(own(exts, ""), "type")
	word, _ := jsonx.Unquote(raw)
	return word == typ
}

// isSearched reports whether a call is one of the search that the client of a request runs.
func isSearched(x *adapters.Exchange, c *pb.ToolCall) bool {
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM || c.Namespace != "" || c.Name != typeSearch || x.Request == nil {
		return false
	}
	for _, t := range canon.ToolsInEffect(x.Request) {
		if t.Namespace == "" && t.Tool.Name == typeSearch && isSearchTool(t.Tool) {
			return true
		}
	}
	return false
}

// searchCall writes a call of a search that the client runs. Arguments that are not JSON go along as text, so that the client
// can say what is wrong with them.
func (e *encoder) searchCall(m *pb.Message, c *pb.ToolCall) {
	o := e.w.Object(jsonx.Without(own(m.Extensions, ""), "type"))
	o.Str("type", typeSearchCall)
	o.StrNonEmpty("id", m.Id)
	o.StrNonEmpty("status", m.Status)
	o.Str("call_id", c.CallId)
	o.Str("execution", byClient)
	switch {
	case c.ArgumentsJson == "":
		o.Raw("arguments", "{}")
	case jsonx.ValidText(c.ArgumentsJson):
		o.Raw("arguments", c.ArgumentsJson)
	default:
		o.Str("arguments", c.ArgumentsJson)
	}
	o.End()
}

// loaded makes tools that a search found ones that are there, whatever was said when they were still to be found.
func loaded(tools []*pb.Tool) {
	for _, t := range tools {
		if loaded(t.Tools); t.GetDeferLoading() {
			t.DeferLoading = nil
			t.Extensions = canon.KeepSpelling(t.Extensions, dialect, "", "defer_loading", "true")
		}
	}
}

// found gives the result of a search that the client ran: the names by which models know what was found, and what it is for.
// Everything else of these tools stands where the tools do.
func found(callID string, tools []*pb.Tool) *pb.Part {
	w := jsonx.NewWriter(nil)
	o := w.Object("")
	if o.Array("tools") {
		names := canon.NewNames(nil, toolNames)
		for _, t := range tools {
			if t.Kind != pb.ToolKind_TOOL_KIND_NAMESPACE {
				tellTool(w, names, "", t)
			}
			for _, inner := range t.Tools {
				tellTool(w, names, t.Name, inner)
			}
		}
		o.EndArray()
	}
	o.End()
	return canon.ResultPart(&pb.ToolResult{
		CallId: callID, Kind: pb.ToolKind_TOOL_KIND_FUNCTION, Form: pb.ContentForm_CONTENT_FORM_STRING,
		Parts: []*pb.Part{textPart(string(w.Bytes()))},
	})
}

func tellTool(w *jsonx.Writer, names *canon.Names, namespace string, t *pb.Tool) {
	o := w.Object("")
	o.Str("name", names.Alias(namespace, t.Name))
	o.StrOpt("description", t.Description)
	o.End()
}

// searchResult gives the result that stands beside the tools of an item, nil for none.
func searchResult(m *pb.Message) *pb.ToolResult {
	if len(m.Parts) == 2 && m.Parts[1].GetToolChanges() != nil {
		return m.Parts[0].GetToolResult()
	}
	return nil
}

// searchMembers are the places in items of a search that the client runs.
var searchMembers = canon.Places{
	"tool_call/call_id": "/call_id", "tool_call/kind": "/type", "tool_call/arguments_json": "/arguments",
	"tool_result/call_id": "/call_id", "tool_result/kind": "/type", "tool_result/parts": "/tools",
}
