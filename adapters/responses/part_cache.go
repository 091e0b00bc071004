package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// memberBreakpoint is the member of a part that marks a prompt-cache breakpoint after it.
const memberBreakpoint = "prompt_cache_breakpoint"

// mark takes a prompt-cache breakpoint.
func mark(r *remains, p *pb.Part, b *object[wireBreakpoint]) {
	r.keepKind(memberBreakpoint, b.Raw)
	if b.V == nil {
		return
	}
	in := beside(b.V.Extra)
	if b.V.Mode.V != "explicit" {
		in.spellText("mode", b.V.Mode)
	}
	p.Cache = &pb.CacheHint{TtlSeconds: ttl(&in, b.V.TTL)}
	p.Extensions = in.put(p.Extensions, "/"+memberBreakpoint)
}

// ttl takes a time to live.
func ttl(r *remains, s jsonx.String) *int32 {
	r.keepKind("ttl", s.Raw)
	if !s.Set {
		return nil
	}
	seconds, ok := cacheTTLs.read(s.V)
	if !ok {
		r.keep("ttl", jsonx.Value(jsonx.Quote(s.V)))
		return nil
	}
	return &seconds
}

// spelling is the raw form of a string as it came; null for none.
func spelling(s jsonx.String) jsonx.Value {
	switch {
	case s.Set:
		return jsonx.Value(jsonx.Quote(s.V))
	case s.Raw != nil:
		return s.Raw
	}
	return null
}

// breakpoint writes the prompt-cache breakpoint of a part.
func (e *encoder) breakpoint(o jsonx.Object, p *pb.Part) {
	if p.Cache == nil || !e.cacheMarks {
		return
	}
	b, ok := o.Object(memberBreakpoint, own(p.Extensions, "/"+memberBreakpoint))
	if !ok {
		return
	}
	b.Str("mode", "explicit")
	if p.Cache.TtlSeconds != nil {
		b.StrNonEmpty("ttl", cacheTTLs.write(nearestTTL(*p.Cache.TtlSeconds)))
	}
	b.End()
}

// nearestTTL is the time to live of the dialect that stands for any other.
func nearestTTL(seconds int32) int32 {
	if seconds > 2*3600 {
		return 12 * 3600
	}
	return 30 * 60
}
