package jsonx

// PeekMember returns the text of a member of the object that dec reads next,
// and reads nothing: for an UnmarshalJSONFrom method that chooses a Go type by
// one member. The text may be malformed where the document is, and is valid
// only until dec reads on. It returns false where there is no such member; it
// finds one wherever it stands only within a call of [Unmarshal], whose
// decoder has the whole document in memory.
func PeekMember(dec *Decoder, name string) (raw string, ok bool) {
	next := stringOf(dec.UnreadBuffer())
	for i := 0; i < len(next); i++ {
		switch next[i] {
		case ' ', '\t', '\r', '\n', ',', ':':
			continue
		}
		return Get(next[i:], name)
	}
	return "", false
}
