package chat

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
)

// flush writes the chunk, if it says anything.
func (w *writer) flush() {
	c := &w.chunk
	if c.said {
		name := ""
		if raw, ok := jsonx.Get(ours(c.exts, atEvent), "name"); ok {
			name, _ = jsonx.Unquote(raw)
		}
		w.json.Reset(sse.BeginFrame(w.dst, name))
		w.writeChunk(c)
		w.dst = sse.EndFrame(w.json.Bytes())
	}
	c.reset()
}

func (w *writer) writeChunk(c *chunk) {
	members := ours(c.exts, "")
	o := w.json.Object(members)
	bare := c.failure != nil && len(c.choices) == 0 && c.usage == nil
	if !bare {
		w.writeHead(o, members)
		if o.Array("choices") {
			for i := range c.choices {
				w.writeChoice(c, &c.choices[i], w.pathsOf(i))
			}
			o.EndArray()
		}
	}
	if c.usage != nil {
		if u, ok := o.Object("usage", ours(c.usage.Extensions, "")); ok {
			writeUsage(u, c.usage)
			u.End()
		}
	}
	if c.failure != nil && o.Key("error") {
		writeErrorValue(&w.json, c.failure)
	}
	o.End()
}

// writeHead writes what all chunks say, but for members that this one says otherwise.
func (w *writer) writeHead(o jsonx.Object, members string) {
	if members == "" || !w.head.touched(members) {
		o.Splice(w.head.members)
		return
	}
	for name, raw := range jsonx.Members(w.head.members) {
		o.Raw(name, raw)
	}
}

func (w *writer) writeChoice(c *chunk, ch *chunkChoice, at *choicePaths) {
	members := ours(c.exts, at.choice)
	if len(ch.exts) > 0 {
		members = jsonx.Merge(ours(ch.exts, ""), members)
	}
	o := w.json.Object(members)
	o.Int("index", int64(ch.index))
	delta := ours(c.exts, at.delta)
	if ch.message != "" {
		delta = jsonx.Merge(ch.message, delta)
	}
	if d, ok := o.Object("delta", delta); ok {
		w.writeDelta(d, c, ch, at)
		d.End()
	}
	w.writeLogprobs(o, c, ch, at)
	if ch.finish != "" {
		o.Str("finish_reason", ch.finish)
	} else {
		o.Null("finish_reason")
	}
	o.End()
}

func (w *writer) writeLogprobs(o jsonx.Object, c *chunk, ch *chunkChoice, at *choicePaths) {
	members := ours(c.exts, at.logprobs)
	if len(ch.exts) > 0 {
		members = jsonx.Merge(ours(ch.exts, atLogprobs), members)
	}
	if ch.tokens == nil && members == "" {
		return
	}
	if l, ok := o.Object("logprobs", members); ok {
		if ch.tokens != nil && l.Key("content") {
			writeLogprobs(&w.json, ch.tokens, !w.foreign.started)
		}
		if w.foreign.started {
			l.Null("refusal")
		}
		l.End()
	}
}

func (w *writer) writeDelta(o jsonx.Object, c *chunk, ch *chunkChoice, at *choicePaths) {
	if ch.has&hasRole != 0 {
		o.Str("role", "assistant")
	}
	if ch.list != nil {
		if o.Array("content") {
			for _, raw := range ch.list {
				w.json.Raw(raw)
			}
			o.EndArray()
		}
	} else if ch.has&hasContent != 0 {
		o.Str("content", ch.content)
	}
	if ch.has&hasReasoning != 0 && ch.field != detailsField {
		o.Str(ch.field, ch.reasoning)
	}
	o.RawNonEmpty(detailsField, ch.details)
	if ch.has&hasRefusal != 0 {
		o.Str("refusal", ch.refusal)
	}
	if ch.has&hasAudio != 0 {
		w.writeAudio(o, c, ch, at)
	}
	if len(ch.calls) > 0 && o.Array("tool_calls") {
		for i := range ch.calls {
			w.writeFragment(c, &ch.calls[i], at.callAt(i))
		}
		o.EndArray()
	}
	if f := ch.function; f != nil {
		if callee, ok := o.Object("function_call", merged(ours(f.exts, "/"+callFunction), ours(c.exts, at.function))); ok {
			writeFragmentCallee(callee, f)
			callee.End()
		}
	}
	writeAnnotations(o, ch.citations)
	if len(ch.placed) > 0 && o.Array("annotations") {
		for _, cite := range ch.placed {
			cite.write(&w.json)
		}
		o.EndArray()
	}
	if ch.signature != "" {
		writeSignature(o, ch.signature)
	}
}

func merged(a, b string) string {
	if a == "" {
		return b
	}
	return jsonx.Merge(a, b)
}

func (w *writer) writeAudio(o jsonx.Object, c *chunk, ch *chunkChoice, at *choicePaths) {
	members := ours(c.exts, at.audio)
	if ch.audio != nil {
		members = merged(ours(ch.audio.Extensions, ""), members)
	}
	if a, ok := o.Object("audio", members); ok {
		a.StrNonEmpty("id", ch.audioID)
		a.StrNonEmpty("data", ch.audioData)
		a.End()
	}
}

// writeFragment writes an element of tool_calls. The first of a call says all that does not change, later ones only what
// is added.
func (w *writer) writeFragment(c *chunk, f *chunkCall, at *callPaths) {
	o := w.json.Object(merged(ours(f.exts, ""), ours(c.exts, at.call)))
	o.RawNonEmpty("index", f.index)
	if f.begins {
		o.Str("id", f.id)
		o.Str("type", callWord(f.custom))
	}
	if f.begins || f.hasText {
		place := at.function
		if f.custom {
			place = at.custom
		}
		if callee, ok := o.Object(callWord(f.custom), merged(ours(f.exts, "/"+callWord(f.custom)), ours(c.exts, place))); ok {
			writeFragmentCallee(callee, f)
			callee.End()
		}
	}
	if f.signature != "" {
		writeSignature(o, f.signature)
	}
	o.End()
}

func callWord(custom bool) string {
	if custom {
		return callCustom
	}
	return callFunction
}

func writeFragmentCallee(o jsonx.Object, f *chunkCall) {
	if f.begins {
		o.Str("name", f.name)
	}
	if f.custom {
		o.Str("input", f.text)
	} else {
		o.Str("arguments", f.text)
	}
}
