package sse

// names keeps the event names of a stream, so that each costs one allocation.
type names struct {
	last string
	all  map[string]string
}

// A stream has no more names than this, or they are not worth keeping.
const (
	maxNames   = 128
	maxNameLen = 64
)

func (n *names) intern(b []byte) string {
	if string(b) == n.last {
		return n.last
	}
	s, ok := n.all[string(b)]
	if !ok {
		s = string(b)
		if len(n.all) < maxNames && len(b) <= maxNameLen {
			if n.all == nil {
				n.all = make(map[string]string)
			}
			n.all[s] = s
		}
	}
	n.last = s
	return s
}
