package responses

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decode implements part.
func (w *wireTextPart) decode(d *decoder, usual string) *pb.Part {
	r := beside(w.Extra)
	if w.Type.V != usual {
		r.spell("type", jsonx.Value(jsonx.Quote(w.Type.V)))
	}
	text := &pb.Text{Text: r.required("text", w.Text)}
	for i := range w.Annotations.Items {
		text.Citations = append(text.Citations, w.Annotations.Items[i].decode())
	}
	for i := range w.Logprobs.Items {
		text.Logprobs = append(text.Logprobs, w.Logprobs.Items[i].decode(true))
	}
	keepList(&r, "annotations", &w.Annotations, d.answer)
	keepList(&r, "logprobs", &w.Logprobs, d.answer)
	p := &pb.Part{Content: &pb.Part_Text{Text: text}}
	mark(&r, p, &w.Breakpoint)
	p.Extensions = r.put(p.Extensions, "")
	return p
}

// keepList keeps what a field cannot say of a list: that it is of another kind, that it is empty and not absent, or,
// where the encoder writes an empty one (always), that it is absent.
func keepList[T any](r *remains, name string, l *list[T], always bool) {
	r.keepKind(name, l.Raw)
	switch {
	case l.empty() && !always:
		r.spell(name, emptyList)
	case always && l.Items == nil && l.Raw == nil:
		r.absent(name)
	}
}

// text writes a text part. usual is the type that a text has in this place.
func (e *encoder) text(p *pb.Part, usual string) {
	t := p.GetText()
	o := e.w.Object(own(p.Extensions, ""))
	o.Str("type", usual)
	o.Str("text", t.Text)
	always := e.answer && usual == typeOutputText
	if (always || len(t.Citations) > 0) && o.Array("annotations") {
		for _, c := range t.Citations {
			e.citation(c)
		}
		o.EndArray()
	}
	if (always || len(t.Logprobs) > 0) && o.Array("logprobs") {
		for _, l := range t.Logprobs {
			e.logprob(l, true)
		}
		o.EndArray()
	}
	e.breakpoint(o, p)
	o.End()
}

// decode implements part.
func (w *wireRefusal) decode(*decoder, string) *pb.Part {
	r := beside(w.Extra)
	p := &pb.Part{Content: &pb.Part_Refusal{Refusal: &pb.Refusal{Text: r.required("refusal", w.Refusal)}}}
	p.Extensions = r.put(nil, "")
	return p
}

// refusal writes a refusal part.
func (e *encoder) refusal(p *pb.Part) {
	o := e.w.Object(own(p.Extensions, ""))
	o.Str("type", typeRefusal)
	o.Str("refusal", p.GetRefusal().Text)
	o.End()
}

// decode gives the log probability of a token. always says that the list of the most probable tokens is usual here.
func (w *wireLogprob) decode(always bool) *pb.Logprob {
	r := beside(w.Extra)
	l := &pb.Logprob{Token: r.required("token", w.Token)}
	if p := r.floatPtr("logprob", w.Logprob); p != nil {
		l.Logprob = *p
	} else if w.Logprob.Raw == nil {
		r.absent("logprob")
	}
	keepList(&r, "bytes", &w.Bytes, false)
	for _, n := range w.Bytes.Items {
		if !n.Set || n.V < 0 || n.V > 255 {
			l.Bytes = nil
			r.keep("bytes", rawInts(w.Bytes.Items))
			break
		}
		l.Bytes = append(l.Bytes, byte(n.V))
	}
	keepList(&r, "top_logprobs", &w.Top, always)
	for i := range w.Top.Items {
		l.Top = append(l.Top, w.Top.Items[i].decode(false))
	}
	l.Extensions = r.put(nil, "")
	return l
}

// rawInts writes back a list of numbers that are no bytes.
func rawInts(ints []jsonx.Int) jsonx.Value {
	raw := []byte{'['}
	for i, n := range ints {
		if i > 0 {
			raw = append(raw, ',')
		}
		switch {
		case n.Set:
			raw = strconv.AppendInt(raw, n.V, 10)
		case n.Raw != nil:
			raw = append(raw, n.Raw...)
		default:
			raw = append(raw, null...)
		}
	}
	return append(raw, ']')
}

// logprob writes the log probability of a token; always as in decode.
func (e *encoder) logprob(l *pb.Logprob, always bool) {
	o := e.w.Object(own(l.Extensions, ""))
	o.Str("token", l.Token)
	o.Float("logprob", l.Logprob)
	if len(l.Bytes) > 0 && o.Array("bytes") {
		for _, b := range l.Bytes {
			e.w.Int(int64(b))
		}
		o.EndArray()
	}
	if (always || len(l.Top) > 0) && o.Array("top_logprobs") {
		for _, top := range l.Top {
			e.logprob(top, false)
		}
		o.EndArray()
	}
	o.End()
}
