package claude

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// named gives the call in a part an id where it came without one, which a server that only speaks like the vendor may send. What stood
// there is kept.
func named(p *pb.Part, mint func(c *pb.ToolCall) string) {
	c := p.GetToolCall()
	if c == nil || c.CallId != "" || c.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
		return
	}
	if _, kept := jsonx.Get(own(p.Extensions, ""), "id"); !kept {
		p.Extensions = canon.KeepSpelling(p.Extensions, dialect, "", "id", `""`)
	}
	c.CallId = mint(c)
}

// nameCalls gives ids to the calls of an answer to a request that came without one.
func nameCalls(answered *pb.GenerateRequest, parts []*pb.Part) {
	ids := canon.NewCallIDs(answered)
	for _, p := range parts {
		named(p, func(c *pb.ToolCall) string { return ids.Mint(c.Name, c.ArgumentsJson) })
	}
}

// nameCall gives an id to a call that a stream begins without one: its arguments are not known yet.
func (r *reader) nameCall(p *pb.Part) {
	named(p, func(c *pb.ToolCall) string {
		return canon.MintID("call_", r.x.Seed, r.id, strconv.Itoa(r.calls), c.Name)
	})
}
