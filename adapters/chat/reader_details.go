package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// thought is the reasoning of an answer as its details build it up.
type thought struct {
	// number is the part that the details belong to, once there is one.
	number  int32
	started bool
	items   []*detail
	// only is the array as it came, as long as there is only one.
	only string
	// fresh says that state came which is not given yet, sealed that some was given.
	fresh, sealed bool
	// members says that reasoning came in members of its own: then details only repeat it.
	members bool
}

// detail is one element of reasoning_details while pieces of it come.
type detail struct {
	kind, index string
	text        strings.Builder
	// rest are the members besides the text.
	rest string
}

// part says which part the details belong to: the first.
func (t *thought) part(number int32) {
	if !t.started {
		t.started, t.number = true, number
	}
}

func (t *thought) inMembers() bool { return t != nil && t.members }

// textMembers are the members that hold the text of a detail, by its type.
var textMembers = map[string]string{detailText: "text", detailSummary: "summary"}

// details joins the pieces of reasoning_details that a chunk brings, which stay in the frame as they are, and gives the
// readable text in them.
func (ch *choice) details(raw string) string {
	if raw == "" {
		return ""
	}
	ch.delta.spell(detailsField, raw)
	if ch.c.thought == nil {
		ch.c.thought = &thought{}
	}
	t := ch.c.thought
	if t.only = ""; len(t.items) == 0 {
		t.only = raw
	}
	var text strings.Builder
	for e := range jsonx.Elements(raw) {
		if jsonx.KindOf(e) == '{' && !ch.envelope(stringMember(e, "data"), nil) {
			text.WriteString(t.add(e))
		}
	}
	return text.String()
}

// add joins one piece and gives its text.
func (t *thought) add(raw string) string {
	kind := stringMember(raw, "type")
	index, _ := jsonx.Get(raw, "index")
	member := textMembers[kind]
	text := stringMember(raw, member)
	var d *detail
	for _, old := range t.items {
		if member != "" && old.kind == kind && old.index == index {
			d = old
		}
	}
	if d == nil {
		d = &detail{kind: kind, index: index}
		t.items = append(t.items, d)
	}
	d.text.WriteString(text)
	for name, value := range jsonx.Members(raw) {
		if name != member && value != "null" {
			d.rest = jsonx.Merge(d.rest, jsonx.Wrap(name, value))
		}
	}
	t.fresh = t.fresh || stringMember(raw, "data") != "" || stringMember(raw, "signature") != ""
	return text
}

// raw is the array as a whole answer would have it.
func (t *thought) raw() string {
	if t.only != "" {
		return t.only
	}
	w := jsonx.NewWriter(nil)
	w.BeginArray()
	for _, d := range t.items {
		o := w.Object(d.rest)
		if member := textMembers[d.kind]; member != "" {
			o.Str(member, d.text.String())
		}
		o.End()
	}
	w.EndArray()
	return string(w.Bytes())
}

// sealed gives the state that came with details as the seal of the reasoning; reasoning of which nothing is to be read
// gets a part for it.
func (ch *choice) sealed() {
	t := ch.c.thought
	if t == nil || !t.fresh {
		return
	}
	t.fresh, t.sealed = false, true
	if !t.started {
		p := reasoningPart("", detailsField)
		p.GetReasoning().Redacted = true
		ch.startThinking(detailsField, p)
	}
	ch.emit(t.number, &pb.GenerateEvent{Event: &pb.GenerateEvent_Seal{Seal: ch.f.r.seal(t.raw())}})
}
