package claude

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// maxMarks is how many breakpoints a request may have.
const maxMarks = 4

// mark is one breakpoint of the lowered request, in the order of the cached prefix once they are sorted by place.
type mark struct {
	part *pb.Part
	tool *pb.Tool
	path string
}

func (m mark) hint() *pb.CacheHint {
	if m.tool != nil {
		return m.tool.Cache
	}
	return m.part.Cache
}

func (m mark) set(hint *pb.CacheHint) {
	if m.tool != nil {
		m.tool.Cache = hint
		return
	}
	m.part.Cache = hint
}

// mark notes the breakpoint of a block that this package has just made.
func (l *lowering) mark(p *pb.Part, path string) {
	if p.Cache != nil {
		l.marks = append(l.marks, mark{part: p, path: path + "/cache"})
	}
}

func (l *lowering) markTool(t *pb.Tool, path string) {
	if t.Cache != nil {
		l.marks = append(l.marks, mark{tool: t, path: path + "/cache"})
	}
}

// withMark moves the breakpoint of a block that was replaced to the new one.
func (l *lowering) withMark(p, replaced *pb.Part) *pb.Part {
	for i := range l.marks {
		if l.marks[i].part == replaced {
			p.Cache = replaced.Cache
			l.marks[i].part = p
		}
	}
	return p
}

// cacheMarks bounds the breakpoints: the newest stay, and those of an hour come before those of five minutes. Marks were
// noted in the order of tools, system text and messages, which is the order of the prefix.
func (l *lowering) cacheMarks() {
	l.caching()
	room := maxMarks
	if l.out.GetCaching().GetAutomatic() != nil {
		room--
	}
	for len(l.marks) > room {
		l.drop(l.marks[0], "there are more breakpoints than the target takes")
		l.marks = l.marks[1:]
	}
	longAllowed := false
	for _, m := range slices.Backward(l.marks) {
		hint := m.hint()
		seconds := hint.GetTtlSeconds()
		long := seconds > ttlShort
		longAllowed = longAllowed || long
		switch {
		case hint.TtlSeconds == nil && !longAllowed, seconds == ttlLong, seconds == ttlShort && !longAllowed:
		case long, longAllowed:
			// What comes before an entry of an hour lives as long.
			m.set(ttl(ttlLong))
			l.losses.Approximate(m.path, pb.LossClass_LOSS_CLASS_CACHING, "the target keeps entries for five minutes or an hour")
		default:
			m.set(ttl(ttlShort))
			l.losses.Approximate(m.path, pb.LossClass_LOSS_CLASS_CACHING, "the target keeps entries for five minutes or an hour")
		}
	}
}

func ttl(seconds int32) *pb.CacheHint { return &pb.CacheHint{TtlSeconds: &seconds} }

func (l *lowering) drop(m mark, why string) {
	m.set(nil)
	l.losses.Drop(m.path, pb.LossClass_LOSS_CLASS_CACHING, why)
}

// caching lowers the options for the whole request.
func (l *lowering) caching() {
	c := l.req.Caching
	if c == nil {
		return
	}
	if hint := c.Automatic; hint != nil {
		seconds := int32(ttlShort)
		if hint.GetTtlSeconds() > ttlShort {
			seconds = ttlLong
		}
		l.out.Caching = &pb.Caching{Automatic: hint}
		if hint.TtlSeconds != nil && *hint.TtlSeconds != seconds {
			l.out.Caching.Automatic = ttl(seconds)
			l.losses.Approximate("/caching/automatic/ttl_seconds", pb.LossClass_LOSS_CLASS_CACHING,
				"the target keeps entries for five minutes or an hour")
		}
	}
	if c.CachedContent != "" {
		l.losses.Refuse("/caching/cached_content", pb.LossClass_LOSS_CLASS_CACHING, "only its vendor holds the cached content")
	}
	for _, m := range []struct {
		name string
		set  bool
	}{
		{"key", c.Key != nil && !l.cachesByKey()}, {"mode", c.Mode != ""}, {"ttl_seconds", c.TtlSeconds != nil}, {"retention", c.Retention != ""},
	} {
		if m.set {
			l.losses.Drop("/caching/"+m.name, pb.LossClass_LOSS_CLASS_CACHING, "the target has no such option")
		}
	}
}

// cachesByKey has the service cache by itself where the client gives a key for the cache and marks nothing: that is how it says
// that the requests of a conversation begin alike. It reports whether it did.
func (l *lowering) cachesByKey() bool {
	c := l.req.Caching
	if len(l.marks) > 0 || c.Automatic != nil || c.Mode == cacheExplicit || l.caps.NoCacheMarks || l.caps.Match == canon.AnyModel {
		return false
	}
	l.out.Caching = &pb.Caching{Automatic: &pb.CacheHint{}}
	l.losses.Approximate("/caching/key", pb.LossClass_LOSS_CLASS_CACHING, "the target has no keys: it caches by itself")
	return true
}

// cacheExplicit is the mode in which nothing is cached but what is marked.
const cacheExplicit = "explicit"
