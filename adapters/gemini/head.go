package gemini

import (
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// shapeMark is the place, in the extensions of a start, of what chunks leave out: their index, the role of their content.
const shapeMark = "#chunk"

// head is what is known of an answer from its first chunk on. Both the reader and the writer of a stream hold one, so
// that only what differs is said again.
type head struct {
	begun     bool
	model, id string
	exts      []*pb.Extension
	shape     shape
	tier      string
}

// shape says which members the candidates of a stream leave out.
type shape struct{ noIndex, noRole bool }

// shapeOf gives the shape of a chunk.
func shapeOf(in *wireResponse) shape {
	for i := range in.candidates.items {
		c := &in.candidates.items[i]
		return shape{noIndex: !c.index.Set, noRole: c.content.present && !c.content.role.Set}
	}
	return shape{}
}

// extension keeps a shape; parseShape reads it.
func (s shape) keep(exts []*pb.Extension) []*pb.Extension {
	if s.noIndex {
		exts = canon.KeepTransport(exts, own, shapeMark, `{"index":null}`)
	}
	if s.noRole {
		exts = canon.KeepTransport(exts, own, shapeMark, `{"role":null}`)
	}
	return exts
}

func parseShape(exts []*pb.Extension) shape {
	kept := canon.Own(exts, own, shapeMark)
	_, noIndex := jsonx.Get(kept, "index")
	_, noRole := jsonx.Get(kept, "role")
	return shape{noIndex, noRole}
}
