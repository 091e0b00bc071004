package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// atCache is the place of a cache mark inside the object that carries it.
const atCache = "/cache_control"

// wireCacheControl is a prompt-cache breakpoint.
type wireCacheControl struct {
	Type    jsonx.String `json:"type"`
	TTL     jsonx.String `json:"ttl"`
	Unknown jsonx.Value  `json:",inline,embed"`
}

// hint gives the canonical breakpoint, and appends what it does not say to the extensions of the message that has it.
func (w *wireCacheControl) hint(exts []*pb.Extension) (*pb.CacheHint, []*pb.Extension) {
	if w == nil {
		return nil, exts
	}
	l := leftovers{at: atCache, unknown: w.Unknown}
	l.constant("type", "ephemeral", &w.Type)
	l.raw("ttl", w.TTL.Raw)
	hint := &pb.CacheHint{}
	if seconds, ok := cacheTTLs.value(w.TTL.V); ok {
		hint.TtlSeconds = &seconds
	} else if w.TTL.Set {
		l.spell("ttl", jsonx.Quote(w.TTL.V))
	}
	return hint, l.keep(exts)
}

// on puts the breakpoint on a part.
func (w *wireCacheControl) on(p *pb.Part) { p.Cache, p.Extensions = w.hint(p.Extensions) }

// writeCache writes a breakpoint as a member of an object.
func writeCache(o jsonx.Object, hint *pb.CacheHint, exts []*pb.Extension) {
	if hint == nil {
		return
	}
	c, ok := o.Object("cache_control", own(exts, atCache))
	if !ok {
		return
	}
	c.Str("type", "ephemeral")
	if ttl, ok := cacheTTLs.word(hint.GetTtlSeconds()); ok && hint.TtlSeconds != nil {
		c.Str("ttl", ttl)
	}
	c.End()
}
