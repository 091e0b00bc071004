package responses

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decoder turns the wire structs of one document into canonical messages.
type decoder struct {
	x *adapters.Exchange
	// names restores the tools that an answer calls; nil where names stand as they are.
	names *canon.Names
	// answer says that the document is a response.
	answer bool
	// model is the model that issued the seals of a response.
	model string
	calls canon.CallIDs
	// opened says that an envelope was opened.
	opened bool
	// unfinished says that items are decoded whose provider state is not final.
	unfinished bool
}

// newDecoder makes a decoder for a request.
func newDecoder(x *adapters.Exchange) *decoder { return &decoder{x: known(x)} }

// newAnswerDecoder makes a decoder for a response: its tools are called by the names that the request's encoder gave them.
func newAnswerDecoder(x *adapters.Exchange) *decoder {
	d := &decoder{x: known(x), answer: true}
	d.calls = canon.NewCallIDs(d.x.Request)
	if d.x.Request != nil && d.x.Request.Origin != dialect {
		d.names = canon.NewNames(d.x.Request, toolNames)
	}
	return d
}

// items decodes a list of items, one message each.
func (d *decoder) items(items []wireItem) []*pb.Message {
	if len(items) == 0 {
		return nil
	}
	messages := make([]*pb.Message, len(items))
	for i := range items {
		messages[i] = items[i].decode(d)
	}
	if d.opened {
		canon.AttachSeals(messages)
	}
	return messages
}

// seal gives the seal of provider state.
func (d *decoder) seal(data string) *pb.Seal {
	if data == "" {
		return nil
	}
	seal := &pb.Seal{Issuer: dialect, Data: data}
	if d.answer {
		seal.Upstream, seal.Model = d.x.Upstream, d.model
	}
	return seal
}

// sealed gives a message that is one sealed part. Where the seal is an envelope of ours, the parts in it take the place
// of the part, and of all that the item says beside them.
func (d *decoder) sealed(m *pb.Message, p *pb.Part) *pb.Message {
	m.Parts = []*pb.Part{p}
	if d.unfinished || !d.x.Opens(p.GetSeal().GetData()) {
		return m
	}
	parts, opened := d.x.Sealer.Unpack(p)
	if !opened {
		return m
	}
	d.opened = true
	if n := len(parts) - 1; p.GetReasoning() == nil {
		parts = parts[:n] // a compaction is in its envelope whole
	}
	m.Parts, m.Extensions = parts, nil
	return m
}

// decode implements item.
func (w *wireOpaque) decode(*decoder) *pb.Message {
	raw := string(w.Raw)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT}
	opaque := &pb.Opaque{Json: raw}
	others := false
	for name, value := range jsonx.Members(raw) {
		switch name {
		case "type":
			opaque.Type, _ = jsonx.Unquote(value)
		case "id":
			m.Id, _ = jsonx.Unquote(value)
		default:
			others = true
		}
	}
	if opaque.Type == "" && !others {
		opaque.Type = typeReference
	}
	if role, ok := opaqueRoles[opaque.Type]; ok {
		m.Role = role
	}
	m.Parts = []*pb.Part{{Content: &pb.Part_Opaque{Opaque: opaque}}}
	return m
}

// typeReference is the type of an item that points to a stored one; it may be left out.
const typeReference = "item_reference"

// opaqueRoles are the authors of items that stay whole, where they do not come from the model. Of a reference only the client knows
// what it stands for.
var opaqueRoles = map[string]pb.Role{
	"computer_call_output":    pb.Role_ROLE_TOOL,
	"local_shell_call_output": pb.Role_ROLE_TOOL,
	"shell_call_output":       pb.Role_ROLE_TOOL,
	"apply_patch_call_output": pb.Role_ROLE_TOOL,
	"mcp_approval_response":   pb.Role_ROLE_USER,
	"compaction_trigger":      pb.Role_ROLE_USER,
	typeReference:             pb.Role_ROLE_USER,
}
