package adapters

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// MemberSkim finds members by name in the frames of a stream, of which most are like the one before but for a few words: what a
// frame has in common with the last one, at its ends, is not looked at again. It is for one stream.
type MemberSkim struct {
	names []string
	reach int
	ends  [256]bool // the last letters of the names
	last  []byte
}

// follows is as much as matters of what follows a name.
const follows = len(`: null`)

// NewMemberSkim looks for the named members.
func NewMemberSkim(names ...string) *MemberSkim {
	s := &MemberSkim{names: names}
	for _, name := range names {
		s.reach = max(s.reach, len(name)+len(`""`)+follows)
		s.ends[name[len(name)-1]] = true
	}
	return s
}

// Dull reports whether a frame is an object in which none of the members has a value but null. Names inside texts do not count:
// their quotes are escaped there.
func (s *MemberSkim) Dull(_ string, data []byte) bool {
	if len(data) == 0 || data[0] != '{' {
		return false
	}
	head := commonHead(s.last, data)
	tail := commonTail(s.last[head:], data[head:])
	for i, end := max(1, head-s.reach), min(len(data), len(data)-tail+s.reach); i < end; i++ {
		if data[i] == '"' && s.ends[data[i-1]] && s.tells(data, i) {
			return false
		}
	}
	s.last = append(s.last[:0], data...)
	return true
}

// tells reports whether one of the names ends in the quote at i, and has a value.
func (s *MemberSkim) tells(data []byte, i int) bool {
	for _, name := range s.names {
		from := i - len(name)
		if from < 1 || data[from-1] != '"' || string(data[from:i]) != name {
			continue
		}
		after := data[i+1:]
		return !bytes.HasPrefix(after, []byte(":null")) && !bytes.HasPrefix(after, []byte(": null"))
	}
	return false
}

// commonHead gives how many bytes a and b share at their beginning.
func commonHead(a, b []byte) int {
	i, n := 0, min(len(a), len(b))
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[i:]) ^ binary.LittleEndian.Uint64(b[i:]); x != 0 {
			return i + bits.TrailingZeros64(x)>>3
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// commonTail gives how many bytes a and b share at their end.
func commonTail(a, b []byte) int {
	i, n := 0, min(len(a), len(b))
	for ; i+8 <= n; i += 8 {
		if x := binary.LittleEndian.Uint64(a[len(a)-i-8:]) ^ binary.LittleEndian.Uint64(b[len(b)-i-8:]); x != 0 {
			return i + bits.LeadingZeros64(x)>>3
		}
	}
	for i < n && a[len(a)-1-i] == b[len(b)-1-i] {
		i++
	}
	return i
}
