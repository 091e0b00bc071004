package chat

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// assistantTurn writes all that the assistant said in one turn as one message: its calls may not be parted from it.
func (e *requestEncoder) assistantTurn(t canon.Turn) {
	var reasoning, content, calls, refusals []canon.Entry
	for _, en := range t.Entries {
		switch c := en.Part.Content.(type) {
		case *pb.Part_Reasoning:
			reasoning = append(reasoning, en)
		case *pb.Part_Refusal:
			if calls != nil {
				e.losses.Approximate(en.Path(), classContent, "the refusal moves in front of the calls")
			}
			refusals = append(refusals, en)
		case *pb.Part_ToolCall:
			if c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
				e.losses.Refuse(en.Path(), classTools, "the target has no such hosted tool")
				continue
			}
			calls = append(calls, en)
		case *pb.Part_Media:
			e.losses.Refuse(en.Path(), classContent, "the target takes no media of the assistant's")
		default:
			if calls != nil && en.Part.GetText().GetText() != "" {
				e.losses.Approximate(en.Path(), classContent, "the text moves in front of the calls")
			}
			content = append(content, en)
		}
	}
	items := e.contentOf(content)
	sealed := items
	if calls != nil {
		items = e.withoutBlank(items)
	}
	details, text := e.history(reasoning)
	if len(items)+len(calls)+len(refusals) == 0 && details == "" && text == "" {
		return
	}
	o := e.w.Object("")
	o.Str("role", "assistant")
	e.name(o, t.Entries[0].Message.GetName(), t.Entries)
	if len(items) > 0 {
		e.content(o, items)
	} else {
		o.Null("content")
	}
	if field := e.x.Quirks.ReasoningField; text != "" {
		o.Str(field, text)
	}
	o.RawNonEmpty(detailsField, details)
	e.refusals(o, refusals)
	e.textSeal(o, sealed)
	e.calls(o, calls)
	o.End()
}

// withoutBlank leaves out texts that are only space: beside calls they say nothing.
func (e *requestEncoder) withoutBlank(items []item) (kept []item) {
	for _, it := range items {
		if t := it.part.GetText(); t == nil || strings.TrimSpace(t.Text) != "" {
			kept = append(kept, it)
		} else {
			e.sealOnText(it)
		}
	}
	return kept
}

// history gives the reasoning of a turn: the details that this upstream sealed, and the readable text where the upstream
// is known to take it. Everything else is reported.
func (e *requestEncoder) history(entries []canon.Entry) (details, text string) {
	var sealed, texts []string
	for _, en := range entries {
		r, path := en.Part.GetReasoning(), en.Path()
		e.unmarked(en)
		readable := canon.Readable(en.Part.Seal, own, e.x.Upstream)
		detailed := readable && en.Part.Seal.Data != ""
		if detailed {
			sealed = append(sealed, detailElements(en.Part.Seal.Data))
		} else if en.Part.Seal != nil && !readable {
			e.losses.Withhold(path+"/seal", sayUnreadable)
		}
		words := reasoningText(r)
		switch {
		case words == "" || detailed:
		case e.x.Quirks.ReasoningField == "":
			e.losses.Drop(path, classReasoning, "the target takes no reasoning in a history")
		default:
			e.joinedReasoning(r, path, texts != nil)
			texts = append(texts, words)
		}
	}
	if sealed != nil {
		details = "[" + strings.Join(sealed, ",") + "]"
	}
	return details, strings.Join(texts, betweenThoughts)
}

// joinedReasoning reports that the texts of reasoning become one.
func (e *requestEncoder) joinedReasoning(r *pb.ReasoningContent, path string, more bool) {
	if more {
		e.losses.Approximate(path, classReasoning, "the text is joined to the one before")
	}
	if len(r.Summaries) > 0 {
		e.losses.Approximate(path+"/reasoning/summaries", classReasoning, "the summaries stand as one text")
	}
}

// betweenThoughts stands between pieces of reasoning where one member holds them all.
const betweenThoughts = "\n\n"

// reasoningText is all readable text of reasoning.
func reasoningText(r *pb.ReasoningContent) string {
	if len(r.Summaries) == 0 {
		return r.Text
	}
	text := strings.Join(r.Summaries, betweenThoughts)
	if r.Text != "" {
		text = r.Text + betweenThoughts + text
	}
	return text
}

// detailElements gives the elements of sealed reasoning details, without the brackets around them.
func detailElements(data string) string {
	if jsonx.KindOf(data) == '[' && jsonx.ValidText(data) {
		data = strings.TrimSpace(data)
		return data[1 : len(data)-1]
	}
	return `{"type":"` + detailEncrypted + `","data":` + jsonx.Quote(data) + `}`
}

func (e *requestEncoder) refusals(o jsonx.Object, entries []canon.Entry) {
	if entries == nil {
		return
	}
	texts := make([]string, 0, len(entries))
	for _, en := range entries {
		if len(entries) > 1 {
			e.losses.Approximate(en.Path(), classContent, "several refusals are joined to one")
		}
		if en.Part.Seal != nil {
			e.losses.Withhold(en.Path()+"/seal", sayUnreadable)
		}
		e.unmarked(en)
		texts = append(texts, en.Part.GetRefusal().Text)
	}
	o.Str("refusal", strings.Join(texts, ""))
}

// textSeal writes a thought signature of this dialect that sits on a text.
func (e *requestEncoder) textSeal(o jsonx.Object, items []item) {
	for _, it := range items {
		if canon.Readable(it.part.Seal, own, e.x.Upstream) {
			writeSignature(o, it.part.Seal.Data)
			return
		}
	}
}

func (e *requestEncoder) calls(o jsonx.Object, entries []canon.Entry) {
	if entries == nil || !o.Array("tool_calls") {
		return
	}
	for _, en := range entries {
		c, p := en.Part.GetToolCall(), &pb.Part{Content: en.Part.Content}
		if canon.Readable(en.Part.Seal, own, e.x.Upstream) {
			p.Seal = en.Part.Seal
		} else if en.Part.Seal != nil {
			e.losses.Withhold(en.Path()+"/seal", sayUnreadable)
		}
		e.unmarked(en)
		switch custom := c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM; {
		case custom && e.x.Quirks.NoCustomTools:
			e.losses.Approximate(en.Path()+"/tool_call/input", classTools, "free text became the argument of a function")
			p.Content = functionCall(canon.CustomArguments(c.Input))
		case !custom && c.ArgumentsJson == "":
			p.Content = functionCall("{}")
		}
		writeCall(e.w, p, callID(c.CallId), e.names.Alias(c.Namespace, c.Name))
	}
	o.EndArray()
}

// unmarked reports the breakpoint on a part that cannot have one.
func (e *requestEncoder) unmarked(en canon.Entry) {
	if en.Part.Cache != nil {
		e.losses.Drop(en.Path()+"/cache", classCaching, "the target has breakpoints on content only")
	}
}

// functionCall is a call of a function with some arguments.
func functionCall(arguments string) *pb.Part_ToolCall {
	return &pb.Part_ToolCall{ToolCall: &pb.ToolCall{Kind: pb.ToolKind_TOOL_KIND_FUNCTION, ArgumentsJson: arguments}}
}

// toolTurn writes the results of the calls before it, each as a message. Their media wait for a user message.
func (e *requestEncoder) toolTurn(t canon.Turn) {
	for _, en := range t.Entries {
		r := en.Part.GetToolResult()
		if r == nil {
			continue
		}
		o := e.w.Object("")
		o.Str("role", "tool")
		o.Str("tool_call_id", callID(r.CallId))
		e.resultContent(o, r, en)
		o.End()
	}
}

// errorPrefix marks the text of a failed tool, where the text does not say so itself.
const errorPrefix = "Error: "

func (e *requestEncoder) resultContent(o jsonx.Object, r *pb.ToolResult, en canon.Entry) {
	path := en.Path()
	texts, media := e.resultItems(r, en)
	e.moved = append(e.moved, media...)
	if r.GetIsError() && en.P >= 0 {
		e.losses.Approximate(path+"/tool_result/is_error", classTools, "only the text says that the tool failed")
	}
	if r.GetIsError() && en.P >= 0 && !saysError(texts) {
		texts = append([]item{{part: textPart(errorPrefix), path: path}}, texts...)
		if len(texts) > 1 && texts[1].part.GetText() != nil {
			joined := textPart(errorPrefix + texts[1].part.GetText().Text)
			joined.Cache = texts[1].part.Cache
			texts = append([]item{{joined, texts[1].path}}, texts[2:]...)
		}
	}
	if len(texts) == 0 {
		o.Str("content", "")
		return
	}
	if cache := en.Part.Cache; cache != nil {
		last := &texts[len(texts)-1]
		marked := textPart(last.part.GetText().GetText())
		marked.Cache, last.part, last.path = cache, marked, path
	}
	e.content(o, texts)
}

func saysError(items []item) bool {
	for _, it := range items {
		if strings.Contains(strings.ToLower(it.part.GetText().GetText()), "error") {
			return true
		}
	}
	return false
}

// resultItems gives the texts of a result and the media in it, each introduced by the id of its call.
func (e *requestEncoder) resultItems(r *pb.ToolResult, en canon.Entry) (texts, media []item) {
	path := en.Path()
	if r.OutputJson != nil {
		text, _ := canon.ResultText(&pb.ToolResult{OutputJson: r.OutputJson})
		texts = append(texts, item{textPart(text), path})
	}
	for i, p := range r.Parts {
		at := en.ResultPath(i)
		for _, it := range e.addContent(nil, p, at) {
			if it.part.GetText() != nil {
				texts = append(texts, it)
				continue
			}
			e.losses.Approximate(at, classContent, "the target takes text only as the result of a tool: it moves behind the results")
			e.losses.Synthesize(path, classContent, canon.SynthImageOfCall)
			media = append(media, item{textPart(canon.TextImageOfCall + callID(r.CallId)), path}, it)
		}
	}
	return texts, media
}

// takeMoved gives the media that wait for a user message.
func (e *requestEncoder) takeMoved() []item {
	moved := e.moved
	e.moved = nil
	return moved
}

// movedMedia writes the media that wait as a user message of their own.
func (e *requestEncoder) movedMedia() {
	if items := e.takeMoved(); len(items) > 0 {
		o := e.w.Object("")
		o.Str("role", "user")
		e.content(o, items)
		o.End()
	}
}
