package canon

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// CallIDs mints call ids for calls that came without one: from name, arguments and how often the same call occurred
// before, so that an id stays the same when a client shortens its history in front of it. The zero value is ready.
type CallIDs struct{ seen map[string]int }

// Mint gives the next id for a call.
func (c *CallIDs) Mint(name, arguments string) string {
	if c.seen == nil {
		c.seen = make(map[string]int)
	}
	key := name + "\x00" + arguments
	c.seen[key]++
	return MintID("call_", key, strconv.Itoa(c.seen[key]))
}

// MintID derives an id from a prefix and what makes it unique: 24 hex digits of a hash.
func MintID(prefix string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	var sum [sha256.Size]byte
	h.Sum(sum[:0])
	return prefix + hex.EncodeToString(sum[:12])
}

// CallID gives a call id that a target takes: the id itself where it is legal, else one derived from it alone, so that
// calls and results stay joined.
func CallID(id string, longest int, legal func(byte) bool) string {
	ok := id != "" && len(id) <= longest
	for i := 0; ok && i < len(id); i++ {
		ok = legal(id[i])
	}
	if ok {
		return id
	}
	return substituteCallID(id)
}

// substituteCallID is the id that stands for one which a target does not take.
func substituteCallID(id string) string { return MintID("call_", id) }
