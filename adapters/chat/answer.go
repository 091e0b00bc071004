package chat

import (
	"unicode/utf8"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// answer is what one message of this dialect says of another dialect's answer, which may be several messages.
type answer struct {
	content, refusal, reasoning []string
	// runes is the length of the content in code points.
	runes int32
	// firstText is the path of the first text; between says that something stood behind a text.
	firstText string
	between   bool
	// refusals and thoughts are the paths of refusals and of readable reasoning without a seal.
	refusals, thoughts []string
	// texts counts the texts; textSeals are the paths of those that have a seal.
	texts     int
	textSeals []string

	calls     []answerCall
	citations []placedCitation
	tokens    []*pb.Logprob
	audio     *pb.Part
	// sealed are the parts of reasoning that have a seal; envelopes are all seals that do not sit on calls.
	sealed    []*pb.Part
	envelopes []string
}

type answerCall struct{ part *pb.Part }

// finish gives the finish reason to write; exact says that it reads back as the same reason.
func (a *answer) finish(reason pb.FinishReason) (word string, exact bool) {
	return finishOf(reason, len(a.calls) > 0, a.refusal != nil)
}

// finishOf gives the finish reason of an answer that has calls, or words of refusal.
func finishOf(reason pb.FinishReason, calls, refused bool) (word string, exact bool) {
	switch reason {
	case pb.FinishReason_FINISH_REASON_UNSPECIFIED:
		if calls {
			return "tool_calls", false
		}
		return "stop", false
	case pb.FinishReason_FINISH_REASON_TOOL_CALLS:
		if !calls {
			return "stop", false
		}
	case pb.FinishReason_FINISH_REASON_END:
		if calls {
			// What was called counts for more than what was said.
			return "tool_calls", false
		}
		return "stop", !refused
	case pb.FinishReason_FINISH_REASON_REFUSAL:
		return "stop", !calls && refused
	}
	return finishWord(reason)
}

// gather reads the parts of an answer and reports what the target cannot say of them.
func (e *answerEncoder) gather(c *pb.Candidate, path string) *answer {
	a := &answer{}
	for i, m := range c.Messages {
		at := path + canon.Path("messages", i)
		if m.Phase != "" {
			e.losses.Drop(at+"/phase", classMetadata, "the target knows no phases")
		}
		if m.Status != "" && m.Status != "completed" {
			e.losses.Drop(at+"/status", classMetadata, "the target says so of the whole answer only")
		}
		for j, p := range m.Parts {
			e.part(a, p, at+canon.Path("parts", j))
		}
		if m.Name != "" {
			e.losses.Drop(at+"/name", classMetadata, "the target does not name the author of an answer")
		}
	}
	e.joined(a)
	return a
}

// joined reports what becomes one text, or stands behind what came after it.
func (e *answerEncoder) joined(a *answer) {
	for _, path := range a.refusals {
		if len(a.refusals) > 1 {
			e.losses.Approximate(path, classContent, "several refusals are joined to one")
		}
	}
	for _, path := range a.textSeals {
		if a.texts > 1 {
			e.losses.Approximate(path+"/seal", classReasoning, "it comes back with the one text that several became")
		}
	}
	for _, path := range a.thoughts {
		switch {
		case len(a.sealed) > 0:
			e.losses.Approximate(path, classReasoning, "it does not come back beside sealed reasoning")
		case len(a.thoughts) > 1:
			e.losses.Approximate(path, classReasoning, "several thoughts are joined to one")
		}
	}
}

func (e *answerEncoder) part(a *answer, p *pb.Part, path string) {
	a.between = a.between || a.firstText != "" && p.GetText() == nil
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		e.text(a, p, path)
	case *pb.Part_Reasoning:
		e.reasoning(a, p, path)
	case *pb.Part_Refusal:
		a.refusals = append(a.refusals, path)
		a.refusal = append(a.refusal, c.Refusal.Text)
		if len(a.calls) > 0 {
			e.losses.Approximate(path, classContent, "the refusal moves in front of the calls")
		}
	case *pb.Part_ToolCall:
		e.call(a, p, path)
	case *pb.Part_Media:
		e.media(a, p, path)
	case *pb.Part_ToolResult:
		e.losses.Drop(path, classTools, "the target shows no results of hosted tools")
	case *pb.Part_Compaction:
		e.losses.Drop(path, classState, "the target has no compactions")
	case *pb.Part_Opaque:
		e.losses.Drop(path, classContent, "only its own vendor understands it")
	case *pb.Part_ToolChanges, *pb.Part_Settings:
		e.losses.Drop(path, classTools, "the target knows tools and settings of requests only")
	}
}

func (e *answerEncoder) text(a *answer, p *pb.Part, path string) {
	t := p.GetText()
	if p.Seal != nil {
		e.envelope(a, canon.SealEntry(p), path)
		a.textSeals = append(a.textSeals, path)
	}
	if t.Text == "" && len(t.Citations) == 0 {
		if a.content == nil && len(a.calls) == 0 {
			a.content = []string{}
		}
		return
	}
	switch {
	case len(a.calls) > 0:
		e.losses.Approximate(path, classContent, "the text moves in front of the calls")
	case a.runes > 0:
		e.losses.Approximate(path, classContent, "the text is joined to the one before")
	}
	for _, refusal := range a.refusals {
		e.losses.Approximate(refusal, classContent, "the refusal stands behind the text")
	}
	if a.firstText == "" {
		a.firstText = path
	} else if a.between {
		e.losses.Approximate(a.firstText, classContent, "the text is joined to one that stands behind something else")
	}
	a.texts++
	base := a.runes
	a.content = append(a.content, t.Text)
	a.runes += int32(utf8.RuneCountInString(t.Text))
	a.tokens = append(a.tokens, t.Logprobs...)
	for i, c := range t.Citations {
		at := path + canon.Path("text", "citations", i)
		placed, ok := placeCitation(c, base, a.runes)
		if !ok {
			e.losses.Drop(at, classCitations, "the target cites addresses only")
			continue
		}
		if c.CitedText != "" {
			e.losses.Drop(at+"/cited_text", classCitations, "the target does not say the words of a source")
		}
		a.citations = append(a.citations, placed)
	}
}

func (e *answerEncoder) reasoning(a *answer, p *pb.Part, path string) {
	r := p.GetReasoning()
	if p.Seal != nil {
		a.sealed = append(a.sealed, p)
		e.envelope(a, canon.SealEntry(p), path)
	}
	words := reasoningText(r)
	if a.runes > 0 || len(a.calls) > 0 || len(a.refusals) > 0 {
		e.losses.Approximate(path, classReasoning, "the reasoning moves in front")
	}
	if words == "" {
		return
	}
	if p.Seal == nil {
		a.thoughts = append(a.thoughts, path)
		if len(r.Summaries) > 0 && (r.Text != "" || len(r.Summaries) > 1) {
			e.losses.Approximate(path+"/reasoning/summaries", classReasoning, "the summaries stand as one text")
		}
	}
	a.reasoning = append(a.reasoning, words)
}

// envelope packs a sealed part for the client to bring back.
func (e *answerEncoder) envelope(a *answer, entry *pb.Part, path string) {
	data, err := e.x.Sealer.Pack([]*pb.Part{entry})
	if err != nil {
		e.losses.Withhold(path+"/seal", "it cannot be packed")
		return
	}
	a.envelopes = append(a.envelopes, data)
}

// call adds a call. Clients that bring back nothing else bring back calls: the first carries all sealed reasoning too.
func (e *answerEncoder) call(a *answer, p *pb.Part, path string) {
	c := p.GetToolCall()
	switch {
	case c.Kind == pb.ToolKind_TOOL_KIND_HOSTED:
		e.losses.Drop(path, classTools, "the target shows no calls of hosted tools")
		return
	case e.legacy && len(a.calls) > 0:
		e.losses.Drop(path, classTools, "the client takes one call at a time")
		return
	}
	out := &pb.Part{Content: p.Content}
	if c.Kind != pb.ToolKind_TOOL_KIND_CUSTOM && c.ArgumentsJson == "" {
		out.Content = &pb.Part_ToolCall{ToolCall: &pb.ToolCall{
			CallId: c.CallId, Namespace: c.Namespace, Name: c.Name, Kind: c.Kind, ArgumentsJson: "{}",
		}}
	}
	if data := callEnvelope(e.x.Sealer, len(a.calls) == 0, a.sealed, p); data != "" {
		out.Seal = &pb.Seal{Issuer: own, Data: data}
	}
	a.calls = append(a.calls, answerCall{out})
}

// callEnvelope packs what a call carries: its own seal, and with the first call the sealed reasoning before it.
func callEnvelope(s *canon.Sealer, first bool, sealed []*pb.Part, p *pb.Part) string {
	var entries []*pb.Part
	if first {
		for _, r := range sealed {
			entries = append(entries, canon.SealEntry(r))
		}
	}
	if p.Seal != nil {
		entries = append(entries, canon.SealEntry(p))
	}
	if entries == nil {
		return ""
	}
	data, err := s.Pack(entries)
	if err != nil {
		return ""
	}
	return data
}

func (e *answerEncoder) media(a *answer, p *pb.Part, path string) {
	m := p.GetMedia()
	if !isAudio(p) || m.GetData() == "" || a.audio != nil {
		e.losses.Drop(path, classContent, "the target answers with text and one piece of audio only")
		return
	}
	e.losses.Approximate(path, classContent, "the target does not say the format of audio")
	a.audio = p
}
