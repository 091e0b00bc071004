package chat

import (
	"strconv"

	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const atLogprobs = "/logprobs"

// readLogprobs reads the log probabilities of a text; false where there are none, or the list holds something else.
func readLogprobs(raw rawJSON) ([]*pb.Logprob, bool) {
	if jsonx.KindOf(string(raw)) != '[' {
		return nil, false
	}
	var w []wireLogprob
	if jsonx.Unmarshal([]byte(raw), &w) != nil || len(w) == 0 {
		return nil, false
	}
	tokens := make([]*pb.Logprob, 0, len(w))
	for i := range w {
		tokens = append(tokens, decodeLogprob(&w[i], true))
	}
	return tokens, true
}

// decodeLogprob reads one token. At the outer level the alternatives are always written, if only as an empty list.
func decodeLogprob(w *wireLogprob, outer bool) *pb.Logprob {
	k := keep(w.Extra)
	l := &pb.Logprob{Token: k.str("token", &w.Token)}
	if !w.Token.Set {
		k.lacks("token")
	}
	if v := k.floatPtr("logprob", &w.Logprob); v != nil {
		l.Logprob = *v
	} else {
		k.lacks("logprob")
	}
	if w.Bytes != "" {
		bytes, ok := readBytes(string(w.Bytes))
		if !ok || len(bytes) == 0 {
			k.spell("bytes", string(w.Bytes))
		}
		l.Bytes = bytes
	}
	k.raw("top_logprobs", w.Top.Raw, false)
	for i := range w.Top.V {
		l.Top = append(l.Top, decodeLogprob(w.Top.V[i], false))
	}
	switch {
	case outer && w.Top.V == nil && w.Top.Raw == nil:
		k.lacks("top_logprobs")
	case !outer && w.Top.V != nil && len(w.Top.V) == 0:
		k.spell("top_logprobs", "[]")
	}
	l.Extensions = k.into(l.Extensions, "")
	return l
}

// readBytes reads a list of byte values.
func readBytes(raw string) ([]byte, bool) {
	if jsonx.KindOf(raw) != '[' {
		return nil, false
	}
	var bytes []byte
	for e := range jsonx.Elements(raw) {
		n, err := strconv.ParseUint(e, 10, 8)
		if err != nil {
			return nil, false
		}
		bytes = append(bytes, byte(n))
	}
	return bytes, true
}

// writeLogprobs writes the list of the tokens of a text.
func writeLogprobs(w *jsonx.Writer, tokens []*pb.Logprob, own bool) {
	w.BeginArray()
	for _, l := range tokens {
		writeLogprob(w, l, true, own)
	}
	w.EndArray()
}

// writeLogprob writes one token. Where another dialect gives no bytes they are those of the token's text.
func writeLogprob(w *jsonx.Writer, l *pb.Logprob, outer, own bool) {
	o := w.Object(ours(l.Extensions, ""))
	o.Str("token", l.Token)
	o.Float("logprob", l.Logprob)
	bytes := l.Bytes
	if bytes == nil && !own {
		bytes = []byte(l.Token)
	}
	if len(bytes) > 0 && o.Array("bytes") {
		for _, b := range bytes {
			w.Int(int64(b))
		}
		o.EndArray()
	}
	if (outer || len(l.Top) > 0) && o.Array("top_logprobs") {
		for _, t := range l.Top {
			writeLogprob(w, t, false, own)
		}
		o.EndArray()
	}
	o.End()
}

// choiceLogprobs reads the logprobs of a choice: those of its only text; what else there is goes to the candidate.
func choiceLogprobs(c *pb.Candidate, w *object[wireLogprobs], k *kept) {
	k.raw("logprobs", w.Raw, false)
	if w.V == nil {
		return
	}
	inner := keep(w.V.Extra)
	var text *pb.Text
	if len(c.Messages) > 0 {
		text = onlyText(c.Messages[0])
	}
	tokens, ok := readLogprobs(w.V.Content)
	switch {
	case ok && text != nil:
		text.Logprobs = tokens
	case w.V.Content == "[]":
		inner.spelling.Keep("content", rawOrNil(w.V.Content))
	default:
		inner.unknown.Keep("content", rawOrNil(w.V.Content))
	}
	before := len(c.Extensions)
	c.Extensions = inner.into(c.Extensions, atLogprobs)
	if text.GetLogprobs() == nil && len(c.Extensions) == before {
		k.spell("logprobs", "{}")
	}
}

// writeChoiceLogprobs writes what choiceLogprobs reads.
func writeChoiceLogprobs(o jsonx.Object, c *pb.Candidate, tokens []*pb.Logprob, own bool) {
	members := ours(c.Extensions, atLogprobs)
	if len(tokens) == 0 && members == "" {
		return
	}
	l, ok := o.Object("logprobs", members)
	if !ok {
		return
	}
	if len(tokens) > 0 && l.Key("content") {
		writeLogprobs(o.Writer(), tokens, own)
	}
	l.End()
}
