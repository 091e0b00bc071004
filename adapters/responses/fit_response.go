package responses

import (
	"strconv"
	"strings"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// minter makes the ids that a response of another dialect lacks.
type minter struct{ seed, id string }

// newMinter makes a minter for a response with an id.
func newMinter(x *adapters.Exchange, id string) minter { return minter{x.Seed, id} }

// response gives the id of the response: its own where it looks like one.
func (m minter) response() string {
	if strings.HasPrefix(m.id, "resp_") {
		return m.id
	}
	return canon.MintID("resp_", m.seed, m.id)
}

// item gives the id of the item at a position of the output.
func (m minter) item(prefix string, position int) string {
	return canon.MintID(prefix, m.seed, m.id, strconv.Itoa(position))
}

// Prefixes of the ids of items.
const (
	prefixMessage    = "msg_"
	prefixCall       = "fc_"
	prefixCustom     = "ctc_"
	prefixSearch     = "tsc_"
	prefixThought    = "rs_"
	prefixImage      = "ig_"
	prefixCompaction = "cmp_"
)

// answerFitter fits the content of a response of another dialect into items.
type answerFitter struct {
	x      *adapters.Exchange
	losses *canon.Losses
	ids    minter
	items  []*pb.Message
	// text is the message item that a further text joins, nil for none.
	text *pb.Message
}

// fitResponse fits a response of another dialect.
func fitResponse(x *adapters.Exchange, resp *pb.GenerateResponse, losses *canon.Losses) *pb.GenerateResponse {
	f := &answerFitter{x: x, losses: losses, ids: newMinter(x, resp.Id)}
	for i, c := range resp.Candidates {
		if i > 0 {
			losses.Drop(canon.Path("candidates", i), pb.LossClass_LOSS_CLASS_CONTENT, "a response holds one answer")
			continue
		}
		for j, m := range c.Messages {
			at := canon.Path("candidates", i, "messages", j)
			const class = pb.LossClass_LOSS_CLASS_METADATA
			f.drop(m.Name != "", at+"/name", class, "messages have no name of a participant")
			f.drop(m.Phase != "", at+"/phase", class, "the phases of another dialect are not known here")
			f.drop(m.Status != "" && m.Status != statusCompleted, at+"/status", class, "items end as the answer does")
			for k, p := range m.Parts {
				f.part(p, at+canon.Path("parts", k))
			}
			f.text = nil
		}
	}
	out := fitEnvelope(x, resp, f.items, losses)
	if n := len(f.items); n > 0 && out.Status == statusIncomplete && f.items[n-1].Status != "" {
		f.items[n-1].Status = statusIncomplete
	}
	return out
}

func (f *answerFitter) drop(set bool, path string, class pb.LossClass, detail string) {
	if set {
		f.losses.Drop(path, class, detail)
	}
}

// add adds an item.
func (f *answerFitter) add(m *pb.Message) {
	f.text = nil
	f.items = append(f.items, m)
}

// newItem makes an item of the output that is not a message.
func newItem(id, status string, p *pb.Part) *pb.Message {
	return &pb.Message{Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: id, Status: status, Parts: []*pb.Part{p}}
}

// newMessage makes a message item of the output.
func newMessage(id, status string) *pb.Message {
	return &pb.Message{
		Origin: dialect, Role: pb.Role_ROLE_ASSISTANT, Id: id, Status: status, Form: pb.ContentForm_CONTENT_FORM_LIST,
	}
}

// part fits one part of the answer.
func (f *answerFitter) part(p *pb.Part, at string) {
	const content = pb.LossClass_LOSS_CLASS_CONTENT
	n := len(f.items)
	switch c := p.Content.(type) {
	case *pb.Part_Text:
		f.carry(p)
		if p.Seal != nil && c.Text.Text == "" {
			return // it was there for its seal; some clients would parse it as the whole answer
		}
		f.say(fitText(c.Text, at, f.losses))
	case *pb.Part_Refusal:
		f.say(&pb.Part{Content: c})
	case *pb.Part_Reasoning:
		item := newItem(f.ids.item(prefixThought, n), "", fitThought(f.x, p))
		f.add(item)
	case *pb.Part_ToolCall:
		if c.ToolCall.Kind == pb.ToolKind_TOOL_KIND_HOSTED {
			f.losses.Drop(at, pb.LossClass_LOSS_CLASS_TOOLS, "a call of another vendor's tool cannot be told")
			return
		}
		f.carry(p)
		call := fitCall(c.ToolCall)
		prefix, exts := callItem(f.x, call)
		item := newItem(f.ids.item(prefix, len(f.items)), statusCompleted, canon.CallPart(call))
		item.Extensions = exts
		f.add(item)
	case *pb.Part_Media:
		image := imageItem(f.ids.item(prefixImage, n), c.Media)
		if image == nil {
			f.losses.Drop(at, content, "the output holds images only")
			return
		}
		f.losses.Approximate(at, content, "said as the result of a call that makes images")
		f.add(newItem("", "", image))
	case *pb.Part_Compaction:
		f.add(newItem(f.ids.item(prefixCompaction, n), "", fitCompaction(f.x, p)))
	default:
		f.losses.Drop(at, content, "the output has no such content")
	}
}

// say adds a text or a refusal to the message item that is open, or begins one.
func (f *answerFitter) say(p *pb.Part) {
	if f.text == nil {
		m := newMessage(f.ids.item(prefixMessage, len(f.items)), statusCompleted)
		f.add(m)
		f.text = m
	}
	f.text.Parts = append(f.text.Parts, p)
}

// carry adds an item that carries the seal of what follows it and has no place for one.
func (f *answerFitter) carry(p *pb.Part) {
	if p.Seal != nil {
		f.add(carrier(f.x, f.ids.item(prefixThought, len(f.items)), []*pb.Part{canon.SealEntry(p)}))
	}
}

// carrier makes a reasoning item that says nothing but carries sealed parts.
func carrier(x *adapters.Exchange, id string, entries []*pb.Part) *pb.Message {
	return newItem(id, "", &pb.Part{
		Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{}}, Seal: envelope(x, entries),
	})
}

// envelope packs sealed parts.
func envelope(x *adapters.Exchange, entries []*pb.Part) *pb.Seal {
	data, err := x.Sealer.Pack(entries)
	if err != nil {
		return nil
	}
	return &pb.Seal{Issuer: dialect, Data: data}
}

// packed gives the seal of a part as a client of this dialect takes it: an own one as it is, another in an envelope.
func packed(x *adapters.Exchange, p *pb.Part) *pb.Seal {
	if p.Seal == nil || p.Seal.Issuer == dialect {
		return p.Seal
	}
	return envelope(x, []*pb.Part{canon.SealEntry(p)})
}

// fitThought fits reasoning. Where there is one text only, it stands as a summary, which clients show.
func fitThought(x *adapters.Exchange, p *pb.Part) *pb.Part {
	t := p.GetReasoning()
	out := &pb.ReasoningContent{Text: t.Text, Summaries: t.Summaries}
	if len(t.Summaries) == 0 && t.Text != "" {
		out.Text, out.Summaries = "", []string{t.Text}
	}
	return &pb.Part{Content: &pb.Part_Reasoning{Reasoning: out}, Seal: packed(x, p)}
}

// fitCompaction fits a compaction: all of it goes into an envelope, so that it comes back as it was.
func fitCompaction(x *adapters.Exchange, p *pb.Part) *pb.Part {
	whole := &pb.Part{Content: p.Content, Seal: p.Seal, Id: p.Id}
	return &pb.Part{Content: &pb.Part_Compaction{Compaction: &pb.Compaction{}}, Seal: envelope(x, []*pb.Part{whole})}
}

// fitText fits a text of the answer.
func fitText(t *pb.Text, at string, losses *canon.Losses) *pb.Part {
	out := &pb.Text{Text: t.Text, Logprobs: fitLogprobs(t.Logprobs)}
	for i, c := range t.Citations {
		if fitted := fitCitation(c, t.Text, at+canon.Path("text", "citations", i), losses); fitted != nil {
			out.Citations = append(out.Citations, fitted)
		}
	}
	return &pb.Part{Content: &pb.Part_Text{Text: out}}
}

// fitLogprobs gives every token its bytes, which not every dialect says.
func fitLogprobs(tokens []*pb.Logprob) []*pb.Logprob {
	out := make([]*pb.Logprob, len(tokens))
	for i, t := range tokens {
		out[i] = &pb.Logprob{Token: t.Token, Logprob: t.Logprob, Bytes: t.Bytes, Top: fitLogprobs(t.Top)}
		if len(t.Bytes) == 0 {
			out[i].Bytes = []byte(t.Token)
		}
	}
	return out
}

// fitCall fits a call of the answer.
func fitCall(c *pb.ToolCall) *pb.ToolCall {
	out := &pb.ToolCall{
		CallId: callID(c.CallId), Name: c.Name, Namespace: c.Namespace, Kind: c.Kind, ArgumentsJson: c.ArgumentsJson, Input: c.Input,
	}
	if out.Kind != pb.ToolKind_TOOL_KIND_CUSTOM && out.ArgumentsJson == "" {
		out.ArgumentsJson = "{}"
	}
	return out
}

// callItem gives what the kind of a call makes of its item: the prefix of the id, and what it says beside the call.
func callItem(x *adapters.Exchange, c *pb.ToolCall) (prefix string, exts []*pb.Extension) {
	switch {
	case c.Kind == pb.ToolKind_TOOL_KIND_CUSTOM:
		return prefixCustom, nil
	case isSearched(x, c):
		return prefixSearch, canon.KeepSpelling(nil, dialect, "", "type", jsonx.Quote(typeSearchCall))
	}
	return prefixCall, nil
}
