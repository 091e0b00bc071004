package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// head is what chunks say of the answer as a whole. Most chunks repeat it word for word: it is said once, and then only
// what changes.
type head struct {
	known   bool
	members []headMember
}

type headMember struct {
	name, raw string
	seen      bool
}

// paddings are members that differ in each chunk and say nothing.
var paddings = map[string]bool{"obfuscation": true, "p": true}

// readHead says what is new of the answer as a whole.
func (f *frame) readHead(raw string) {
	h := &f.r.head
	var k kept
	resp := &pb.GenerateResponse{}
	news := false
	for i := range h.members {
		h.members[i].seen = false
	}
	for name, value := range jsonx.Members(raw) {
		switch {
		case value == "null":
		case paddings[name]:
			f.top.transport.Keep(name, jsonx.Value(value))
		case h.put(name, value):
			news = true
			describe(resp, name, value, h.known, &k)
			if h.known && (name == "id" || name == "model") {
				// What was empty before may stand among the spellings.
				k.spell(name, value)
			}
		}
	}
	kept := h.members[:0]
	for _, m := range h.members {
		if m.seen {
			kept = append(kept, m)
			continue
		}
		f.lacking = true
		f.gone.lacks(m.name)
	}
	h.members = kept
	if !h.known && h.find("object") == nil {
		k.transport.Keep("object", jsonx.Value("null"))
	}
	resp.Extensions = k.into(nil, "")
	switch {
	case !h.known:
		h.known = true
		resp.Origin = own
		f.r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: resp}})
	case news:
		f.r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Update{Update: resp}})
	}
}

func (h *head) find(name string) *headMember {
	for i := range h.members {
		if h.members[i].name == name {
			return &h.members[i]
		}
	}
	return nil
}

// anonymous reports whether a first chunk tells neither id nor model: one that comes before the answer itself, about the
// prompt.
func anonymous(w *wireChunk) bool {
	head := string(w.Head)
	return w.Choices == "[]" && (stringMember(head, "id") == "" || stringMember(head, "model") == "")
}

// lookAhead lets an anonymous first chunk say already what the next one says, so that the answer begins with its name. Its
// own words for it stay in the frame.
func (f *frame) lookAhead(w *wireChunk) {
	r, own := f.r, string(w.Head)
	ev, err := r.src.Next()
	r.ahead = &sseResult{ev, err}
	var next wireChunk
	if err != nil || jsonx.Unmarshal(ev.Data, &next) != nil {
		return
	}
	for _, name := range []string{"id", "model", "created"} {
		known, ok := jsonx.Get(string(next.Head), name)
		if !ok || known == "null" {
			continue
		}
		before, ok := jsonx.Get(own, name)
		if !ok {
			before = "null"
		}
		if before != known {
			f.top.spell(name, before)
			own = jsonx.Merge(own, jsonx.Wrap(name, known))
		}
	}
	w.Head = jsonx.Value(own)
}

// put remembers a member and reports whether it is new or has changed.
func (h *head) put(name, value string) bool {
	m := h.find(name)
	if m == nil {
		h.members = append(h.members, headMember{name, value, true})
		return true
	}
	m.seen = true
	if m.raw == value {
		return false
	}
	m.raw = value
	return true
}

// describe puts a member into the fields of a response, or keeps it. A change back to the usual object is said too.
func describe(resp *pb.GenerateResponse, name, raw string, change bool, k *kept) {
	text, isText := jsonx.Unquote(raw)
	switch {
	case name == "id" && text != "":
		resp.Id = text
	case name == "model" && text != "":
		resp.Model = text
	case name == "service_tier" && isText:
		resp.ServiceTier = &text
	case (name == "id" || name == "model") && isText:
		if !change {
			k.spell(name, raw)
		}
	case name == "created" && jsonx.KindOf(raw) == '0':
		if seconds, ok := jsonx.ParseInt(raw); ok {
			resp.CreateTime = &seconds
			return
		}
		k.unknown.Keep(name, jsonx.Value(raw))
	case name == "object" && text == objectChunk && !change:
	case name == "object" || name == "system_fingerprint":
		k.transport.Keep(name, jsonx.Value(raw))
	default:
		k.unknown.Keep(name, jsonx.Value(raw))
	}
}
