package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const (
	classCaching = pb.LossClass_LOSS_CLASS_CACHING

	breakpointField   = "prompt_cache_breakpoint"
	cacheControlField = "cache_control"

	ttlHalfHour int32 = 1800
)

// readTTL reads a time to live; a word that is not known is kept.
func readTTL(s *jsonx.String, k *kept) *int32 {
	word := k.str("ttl", s)
	if !s.Set {
		return nil
	}
	seconds, ok := cacheTTLs[word]
	if !ok {
		k.unknown.Keep("ttl", jsonx.Value(jsonx.Quote(word)))
		return nil
	}
	return &seconds
}

// readCacheControl reads the cache mark of routers.
func readCacheControl(w *wireCacheControl) (*pb.CacheHint, kept) {
	k := keep(w.Extra)
	hint := &pb.CacheHint{TtlSeconds: readTTL(&w.TTL, &k)}
	if w.Type.V != "ephemeral" {
		k.word("type", &w.Type)
	}
	return hint, k
}

// writeCacheControl writes the members of the cache mark of routers.
func writeCacheControl(o jsonx.Object, hint *pb.CacheHint) {
	o.Str("type", "ephemeral")
	if hint.TtlSeconds != nil {
		o.Str("ttl", cacheTTLWord(*hint.TtlSeconds))
	}
}

// readBreakpoint reads the vendor's own cache mark.
func readBreakpoint(w *wireBreakpoint) (*pb.CacheHint, kept) {
	k := keep(w.Extra)
	hint := &pb.CacheHint{TtlSeconds: readTTL(&w.TTL, &k)}
	if w.Mode.V != "explicit" {
		k.word("mode", &w.Mode)
	}
	return hint, k
}

// typeOrNull is the raw text of what ought to be a string, or null where there is nothing.
func typeOrNull(s *jsonx.String) string {
	switch {
	case s.Set:
		return jsonx.Quote(s.V)
	case s.Raw != nil:
		return string(s.Raw)
	}
	return "null"
}

// ttl writes a time to live. The vendor knows half an hour, and where the source is this dialect, whatever it said.
func (e *requestEncoder) ttl(o jsonx.Object, seconds *int32, path string) {
	if seconds == nil {
		return
	}
	if !e.native && *seconds != ttlHalfHour {
		e.losses.Approximate(path, classCaching, "the target keeps caches for half an hour")
		o.Str("ttl", "30m")
		return
	}
	o.Str("ttl", cacheTTLWord(*seconds))
}

// cacheMark is how a wire object carries a cache mark: the field and, of its own object, what no field of the model holds.
type cacheMark struct {
	breakpoint object[wireBreakpoint]
	control    object[wireCacheControl]
}

// read gives the cache hint of a wire object; what is not said by it goes to exts and k. Routers' cache_control is told
// by the lack of the vendor's own mark.
func (m *cacheMark) read(k *kept, exts []*pb.Extension) (*pb.CacheHint, []*pb.Extension) {
	k.raw(breakpointField, m.breakpoint.Raw, false)
	k.raw(cacheControlField, m.control.Raw, false)
	var hint *pb.CacheHint
	if m.breakpoint.V != nil {
		h, inner := readBreakpoint(m.breakpoint.V)
		hint, exts = h, inner.into(exts, "/"+breakpointField)
	}
	if m.control.V != nil {
		h, inner := readCacheControl(m.control.V)
		exts = inner.into(exts, "/"+cacheControlField)
		if hint == nil {
			hint = h
			k.lacks(breakpointField)
		} else {
			w := jsonx.NewWriter(nil)
			o := w.Object("")
			writeCacheControl(o, h)
			o.End()
			k.spell(cacheControlField, string(w.Bytes()))
		}
	}
	return hint, exts
}

// writeCacheMark writes a cache mark that was read from this dialect, in its own spelling.
func writeCacheMark(o jsonx.Object, hint *pb.CacheHint, exts []*pb.Extension) {
	if hint == nil {
		return
	}
	if !o.Has(breakpointField) {
		if b, ok := o.Object(breakpointField, ours(exts, "/"+breakpointField)); ok {
			b.Str("mode", "explicit")
			if hint.TtlSeconds != nil {
				b.Str("ttl", cacheTTLWord(*hint.TtlSeconds))
			}
			b.End()
		}
		return
	}
	if c, ok := o.Object(cacheControlField, ours(exts, "/"+cacheControlField)); ok {
		writeCacheControl(c, hint)
		c.End()
	}
}
