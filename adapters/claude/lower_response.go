package claude

import (
	"slices"
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// answer lowers a response of any dialect to one that this dialect can say word by word.
type answer struct {
	x      *adapters.Exchange
	losses *canon.Losses
	names  *canon.Names
	parts  []*pb.Part
	// carrier is the thinking block whose signature carries seals of other vendors', and sealed what it carries.
	carrier *pb.Part
	sealed  []*pb.Part
	// textSince says that a text came after it.
	textSince bool
	ids       callIDs
	calls     int
}

// lowerResponse gives the response in this dialect. It is of one candidate with one message.
func lowerResponse(x *adapters.Exchange, resp *pb.GenerateResponse, losses *canon.Losses) *pb.GenerateResponse {
	a := &answer{x: x, losses: losses, names: canon.NewNames(x.Request, nameRule)}
	var first *pb.Candidate
	if len(resp.Candidates) > 0 {
		first = resp.Candidates[0]
		a.others(resp.Candidates[1:])
	}
	for i, m := range first.GetMessages() {
		a.message(m, "/candidates/0/messages/"+strconv.Itoa(i))
	}
	a.closeCarrier()
	out := &pb.GenerateResponse{
		Origin: dialect, Id: responseID(x, resp.Id), Model: resp.Model, ServiceTier: a.tier(resp.ServiceTier),
		Usage: a.usage(resp.Usage), Extensions: resp.Extensions,
	}
	finish := a.finish(first, resp.PromptBlock)
	message := &pb.Message{
		Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Parts: a.parts, Form: pb.ContentForm_CONTENT_FORM_LIST,
	}
	out.Candidates = []*pb.Candidate{{Messages: []*pb.Message{message}, Finish: finish}}
	return out
}

// idPrefix begins the ids of responses.
const idPrefix = "msg_"

// responseID gives an id that this dialect could have given.
func responseID(x *adapters.Exchange, id string) string {
	if strings.HasPrefix(id, idPrefix) {
		return id
	}
	return canon.MintID(idPrefix, x.Seed, id)
}

// others reports the answers beside the first.
func (a *answer) others(candidates []*pb.Candidate) {
	for i := range candidates {
		a.losses.Drop(canon.Path("candidates", i+1), pb.LossClass_LOSS_CLASS_CONTENT, "the target gives one answer")
	}
}

func (a *answer) message(m *pb.Message, path string) {
	if m.Name != "" {
		a.losses.Drop(path+"/name", pb.LossClass_LOSS_CLASS_METADATA, "participants have no names")
	}
	if m.Phase != "" {
		a.losses.Drop(path+"/phase", pb.LossClass_LOSS_CLASS_METADATA, "messages have no phase")
	}
	if m.Status != "" && m.Status != "completed" {
		a.losses.Drop(path+"/status", pb.LossClass_LOSS_CLASS_METADATA, "messages have no status")
	}
	if m.Settings != nil {
		a.losses.Drop(path+"/settings", pb.LossClass_LOSS_CLASS_METADATA, "an answer has no settings")
	}
	for i, p := range m.Parts {
		a.part(m, p, path+"/parts/"+strconv.Itoa(i))
	}
}

func (a *answer) part(m *pb.Message, p *pb.Part, path string) {
	if p.Cache != nil {
		a.losses.Drop(path+"/cache", pb.LossClass_LOSS_CLASS_CACHING, "answers have no breakpoints")
	}
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		a.text(p, c.Text, path)
	case *pb.Part_Refusal:
		a.losses.Approximate(path+"/refusal", pb.LossClass_LOSS_CLASS_CONTENT, "a refusal became text")
		a.say(c.Refusal.Text)
	case *pb.Part_Reasoning:
		a.thought(p, c.Reasoning, path)
	case *pb.Part_ToolCall:
		a.call(p, c.ToolCall, path)
	case *pb.Part_Compaction:
		a.losses.Approximate(path+"/compaction", pb.LossClass_LOSS_CLASS_CONTENT, "a compaction became text")
		a.say(c.Compaction.Text)
	case *pb.Part_Opaque:
		if m.Origin == dialect {
			a.parts = append(a.parts, p)
			return
		}
		a.losses.Drop(path, pb.LossClass_LOSS_CLASS_CONTENT, "the target has no such content")
	case nil:
	default:
		a.losses.Drop(path, pb.LossClass_LOSS_CLASS_CONTENT, "the target has no such content")
	}
}

func (a *answer) say(text string) {
	if text != "" {
		a.textSince = true
		a.parts = append(a.parts, textPart(text))
	}
}

// noAddress is why a citation is left out.
const noAddress = "the target cites addresses only"

// text adds a text, cut where the stretches that sources support begin and end: here a source supports a whole block.
func (a *answer) text(p *pb.Part, t *pb.Text, path string) {
	if len(t.Logprobs) > 0 {
		a.losses.Drop(path+"/text/logprobs", pb.LossClass_LOSS_CLASS_SAMPLING, "the target has no log probabilities")
	}
	if p.Seal != nil {
		a.carry(p)
		if t.Text == "" {
			a.losses.Add(path+"/seal", pb.LossClass_LOSS_CLASS_REASONING, pb.LossAction_LOSS_ACTION_APPROXIMATED,
				"the seal of an empty text goes back on the text beside it")
		}
	}
	cited := &pb.Text{Text: t.Text}
	for i, c := range t.Citations {
		if c.Url == "" {
			a.losses.Drop(path+"/text/citations/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_CITATIONS, noAddress)
			continue
		}
		cited.Citations = append(cited.Citations, c)
		a.losses.Approximate(path+"/text/citations/"+strconv.Itoa(i), pb.LossClass_LOSS_CLASS_CITATIONS,
			"the citation supports a block of text of its own")
	}
	if len(cited.Citations) == 0 {
		a.say(t.Text)
		return
	}
	a.textSince = true
	for _, piece := range citedPieces(cited) {
		block := textPart(piece.text)
		for _, c := range piece.citations {
			block.GetText().Citations = append(block.GetText().Citations, citationOf(c))
		}
		a.parts = append(a.parts, block)
	}
}

// thought adds a thinking block. Its signature is the upstream's own, or an envelope.
func (a *answer) thought(p *pb.Part, r *pb.ReasoningContent, path string) {
	text := joinThought(r)
	if text == "" && p.Seal == nil {
		return
	}
	if len(r.Summaries) > 1 {
		a.losses.Approximate(path+"/reasoning/summaries", pb.LossClass_LOSS_CLASS_REASONING, "summaries were joined")
	}
	a.closeCarrier()
	own := p.Seal != nil && p.Seal.Issuer == dialect
	block := &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text, Redacted: own && r.Redacted}}}
	a.parts = append(a.parts, block)
	if own {
		block.Seal = p.Seal
		return
	}
	a.carrier, a.sealed, a.textSince = block, []*pb.Part{canon.SealEntry(p)}, false
}

// carry lets the last thinking block, or an empty one made for it, carry the seal of a part that takes none.
func (a *answer) carry(p *pb.Part) {
	t := p.GetText()
	if t != nil && a.textSince {
		// The entry of a text belongs to the next one.
		a.closeCarrier()
	}
	if a.carrier == nil {
		a.textSince = false
		a.carrier = &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}}
		at := len(a.parts)
		if t != nil && t.Text == "" && at > 0 && a.parts[at-1].GetText() != nil {
			// An empty text at the end leaves no block: clients want the text last.
			at--
		}
		a.parts = slices.Insert(a.parts, at, a.carrier)
	}
	a.sealed = append(a.sealed, canon.SealEntry(p))
}

// closeCarrier signs the thinking block that carries seals.
func (a *answer) closeCarrier() {
	if a.carrier == nil {
		return
	}
	if signature := envelope(a.x, a.sealed); signature != "" {
		a.carrier.Seal = &pb.Seal{Issuer: dialect, Data: signature}
	} else {
		a.carrier.Extensions = canon.KeepSpelling(a.carrier.Extensions, dialect, "", "signature", `""`)
	}
	a.carrier, a.sealed = nil, nil
}

// envelope packs sealed parts; "" where none of them has a seal.
func envelope(x *adapters.Exchange, sealed []*pb.Part) string {
	for _, p := range sealed {
		if p.Seal == nil {
			continue
		}
		text, err := x.Sealer.Pack(sealed)
		if err != nil {
			return ""
		}
		return text
	}
	return ""
}

func (a *answer) call(p *pb.Part, c *pb.ToolCall, path string) {
	a.calls++
	out := &pb.ToolCall{CallId: a.ids.call(c.CallId), Name: a.names.Alias(c.Namespace, c.Name), Kind: pb.ToolKind_TOOL_KIND_FUNCTION}
	if c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM {
		out.ArgumentsJson = canon.CustomArguments(c.Input)
		a.losses.Approximate(path+"/tool_call/input", pb.LossClass_LOSS_CLASS_TOOLS, "free text became the argument of a function")
	} else {
		arguments, exact := argumentsObject(c.ArgumentsJson)
		out.ArgumentsJson = arguments
		if !exact {
			a.losses.Approximate(path+"/tool_call/arguments_json", pb.LossClass_LOSS_CLASS_TOOLS, "the arguments are no object")
		}
	}
	block := &pb.Part{Content: &pb.Part_ToolCall{ToolCall: out}, Extensions: p.Extensions}
	if p.Seal != nil {
		// The client will know the call by its id here.
		a.carry(&pb.Part{Content: block.Content, Seal: p.Seal})
	}
	a.parts = append(a.parts, block)
}

func (a *answer) tier(tier *string) *string {
	if tier == nil || *tier == "auto" {
		return nil
	}
	if _, ok := usageTiers.word(*tier); !ok {
		a.losses.Drop("/service_tier", pb.LossClass_LOSS_CLASS_METADATA, "the target has no such tier")
		return nil
	}
	return tier
}
