package canon

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// CallIDs mints call ids for calls that came without one: from name, arguments and how often the same call occurred
// before, so that an id stays the same when a client shortens its history in front of it. The zero value is ready for a
// document that stands alone.
type CallIDs struct {
	seen map[string]int
	// before is the conversation that a document answers, of which used are the ids once they are needed.
	before *pb.GenerateRequest
	used   map[string]bool
}

// NewCallIDs gives the ids for calls of an answer: none of them is one that the conversation so far uses, since clients take
// a call under an id that they know for one that they have run. The request may be nil.
func NewCallIDs(answered *pb.GenerateRequest) CallIDs { return CallIDs{before: answered} }

// Mint gives the next id for a call.
func (c *CallIDs) Mint(name, arguments string) string {
	if c.seen == nil {
		c.seen, c.used = make(map[string]int), callIDs(c.before)
	}
	key := name + "\x00" + arguments
	for {
		c.seen[key]++
		if id := MintID("call_", key, strconv.Itoa(c.seen[key])); !c.used[id] {
			return id
		}
	}
}

// callIDs are the ids of all calls of a conversation.
func callIDs(req *pb.GenerateRequest) map[string]bool {
	ids := map[string]bool{}
	for _, m := range req.GetMessages() {
		for _, p := range m.Parts {
			if call := p.GetToolCall(); call != nil {
				ids[call.CallId] = true
			}
		}
	}
	return ids
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
