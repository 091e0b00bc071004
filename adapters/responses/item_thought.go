package responses

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode implements item.
func (w *wireThought) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: r.str("id", w.ID), Status: r.str("status", w.Status)}
	thought := &pb.ReasoningContent{}
	p := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: thought}, Id: m.Id, Seal: d.seal(r.str("encrypted_content", w.Encrypted))}
	for i := range w.Summary.Items {
		thought.Summaries = append(thought.Summaries, w.Summary.Items[i].take(m, "/summary/", i, typeSummaryText))
	}
	keepList(&r, "summary", &w.Summary, true)
	thought.Text = w.content(m, &r)
	m.Extensions = r.put(m.Extensions, "")
	return d.sealed(m, p)
}

// content joins the texts of the reasoning itself; where there are several, their list is kept too.
func (w *wireThought) content(m *pb.Message, r *remains) string {
	keepList(r, "content", &w.Content, false)
	texts := w.Content.Items
	if len(texts) == 1 && texts[0].Text.V != "" {
		return texts[0].take(m, "/content/", 0, typeReasoningText)
	}
	if len(texts) == 0 {
		return ""
	}
	var joined strings.Builder
	raw := jsonx.NewWriter(nil)
	raw.BeginArray()
	for i := range texts {
		joined.WriteString(texts[i].Text.V)
		texts[i].write(raw)
		extra := beside(texts[i].Extra)
		m.Extensions = extra.put(m.Extensions, "/content/"+strconv.Itoa(i))
	}
	raw.EndArray()
	r.spell("content", raw.Bytes())
	return joined.String()
}

// thoughtTypes are the types of texts of reasoning.
var thoughtTypes = []string{"summary_text", "reasoning_text", "text"}

// take gives the text of an element and keeps what it says beside it.
func (w *wireThoughtText) take(m *pb.Message, at string, i int, usual string) string {
	r := beside(w.Extra)
	if w.Type.V != usual {
		r.word("type", w.Type, thoughtTypes...)
	}
	text := r.required("text", w.Text)
	m.Extensions = r.put(m.Extensions, at+strconv.Itoa(i))
	return text
}

// write writes an element back as it came.
func (w *wireThoughtText) write(to *jsonx.Writer) {
	o := to.Object(string(w.Extra))
	if raw := spelling(w.Type); raw.Kind() != 'n' {
		o.Raw("type", string(raw))
	}
	if raw := spelling(w.Text); raw.Kind() != 'n' {
		o.Raw("text", string(raw))
	}
	o.End()
}

// thought writes reasoning as an item, with encrypted content if there is any.
func (e *encoder) thought(m *pb.Message, id string, t *pb.ReasoningContent, encrypted string) {
	o := e.w.Object(own(m.Extensions, ""))
	o.Str("type", "reasoning")
	o.StrNonEmpty("id", id)
	if o.Array("summary") {
		for i, s := range t.Summaries {
			e.thoughtText(typeSummaryText, s, ownAt(m.Extensions, "/summary/", i))
		}
		o.EndArray()
	}
	if t.Text != "" && o.Array("content") {
		e.thoughtText(typeReasoningText, t.Text, ownAt(m.Extensions, "/content/", 0))
		o.EndArray()
	}
	o.StrNonEmpty("encrypted_content", encrypted)
	o.StrNonEmpty("status", m.Status)
	o.End()
}

func (e *encoder) thoughtText(typ, text, members string) {
	o := e.w.Object(members)
	o.Str("type", typ)
	o.Str("text", text)
	o.End()
}

// ownAt gives the members that were kept for an element of a list.
func ownAt(exts []*pb.Extension, list string, i int) string {
	if len(exts) == 0 {
		return ""
	}
	return own(exts, list+strconv.Itoa(i))
}

// decode implements item.
func (w *wireCompaction) decode(d *decoder) *pb.Message {
	r := beside(w.Extra)
	m := &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: r.str("id", w.ID)}
	p := &pb.Part{
		Content: &pb.Part_Compaction{Compaction: &pb.Compaction{}}, Id: m.Id,
		Seal: d.seal(r.str("encrypted_content", w.Encrypted)),
	}
	m.Extensions = r.put(nil, "")
	return d.sealed(m, p)
}

// compaction writes a compacted stretch of conversation as an item.
func (e *encoder) compaction(m *pb.Message, id, encrypted string) {
	o := e.w.Object(own(m.Extensions, ""))
	o.Str("type", "compaction")
	o.StrNonEmpty("id", id)
	o.StrNonEmpty("encrypted_content", encrypted)
	o.End()
}
