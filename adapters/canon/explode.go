package canon

import (
	"unicode/utf8"

	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// ExplodeOptions says how Explode cuts texts. The zero value gives each text in one delta.
type ExplodeOptions struct {
	// Runes is the longest delta in code points; zero means no limit.
	Runes int
}

// Explode gives the events of a stream that stands for a whole response, in the strict form of Grammar: an Accumulator
// makes the same response of them. Each event is valid during its emit call only, and emit must not change it. An error of
// emit ends it and is returned.
//
// What a stream knows only at its end comes there: the status of messages at their end; usage, what belongs to candidates
// themselves, and finishes after all messages; the response's status last. A response with an error ends with it.
//
// Candidates keep their indexes where these ascend, as every decoder gives them; otherwise they are numbered anew.
func Explode(resp *pb.GenerateResponse, emit func(*pb.GenerateEvent) error) error {
	return ExplodeOptions{}.Explode(resp, emit)
}

// Explode is the function of the same name with these options.
func (o ExplodeOptions) Explode(resp *pb.GenerateResponse, emit func(*pb.GenerateEvent) error) error {
	x := exploder{options: o, emit: emit}
	x.response(resp)
	return x.err
}

// exploder fills one event again and again.
type exploder struct {
	options ExplodeOptions
	emit    func(*pb.GenerateEvent) error
	ev      pb.GenerateEvent
	err     error
}

// send emits the event; after an error nothing more.
func (x *exploder) send() {
	if x.err == nil {
		x.err = x.emit(&x.ev)
	}
}

func (x *exploder) response(resp *pb.GenerateResponse) {
	start := &pb.GenerateResponse{
		Origin: resp.Origin, Id: resp.Id, Model: resp.Model, CreateTime: resp.CreateTime, ServiceTier: resp.ServiceTier,
		Extensions: resp.Extensions,
	}
	x.ev.Event = &pb.GenerateEvent_Start{Start: start}
	x.send()
	if resp.PromptBlock != nil {
		x.ev.Event = &pb.GenerateEvent_PromptBlock{PromptBlock: resp.PromptBlock}
		x.send()
	}
	numbers := candidateNumbers(resp.Candidates)
	for i, c := range resp.Candidates {
		x.ev.Candidate = numbers[i]
		x.messages(c.Messages)
	}
	x.ev.Candidate = 0
	if resp.Usage != nil {
		x.ev.Event = &pb.GenerateEvent_Usage{Usage: resp.Usage}
		x.send()
	}
	x.ends(resp, numbers)
}

// ends gives what candidates and the response know at their end.
func (x *exploder) ends(resp *pb.GenerateResponse, numbers []int32) {
	for i, c := range resp.Candidates {
		x.ev.Candidate = numbers[i]
		if len(c.Extensions) > 0 || c.Finish == nil && len(c.Messages) == 0 {
			known := &pb.Candidate{Index: numbers[i], Extensions: c.Extensions}
			x.ev.Event = &pb.GenerateEvent_Update{Update: &pb.GenerateResponse{Candidates: []*pb.Candidate{known}}}
			x.send()
		}
		if c.Finish != nil {
			x.ev.Event = &pb.GenerateEvent_Finish{Finish: c.Finish}
			x.send()
		}
	}
	x.ev.Candidate = 0
	var last *pb.GenerateResponse
	if resp.Status != "" {
		last = &pb.GenerateResponse{Status: resp.Status}
	}
	if resp.Error == nil {
		x.ev.Event = &pb.GenerateEvent_End{End: &pb.End{Response: last}}
		x.send()
		return
	}
	if last != nil {
		x.ev.Event = &pb.GenerateEvent_Update{Update: last}
		x.send()
	}
	x.ev.Event = &pb.GenerateEvent_Error{Error: resp.Error}
	x.send()
}

// candidateNumbers gives each candidate a number of its own, ascending.
func candidateNumbers(candidates []*pb.Candidate) []int32 {
	numbers := make([]int32, len(candidates))
	ascending := true
	for i, c := range candidates {
		numbers[i] = c.Index
		ascending = ascending && c.Index >= 0 && (i == 0 || numbers[i-1] < c.Index)
	}
	for i := range numbers {
		if !ascending {
			numbers[i] = int32(i)
		}
	}
	return numbers
}

func (x *exploder) messages(messages []*pb.Message) {
	for i, m := range messages {
		x.ev.Message = int32(i)
		x.ev.Event = &pb.GenerateEvent_MessageStart{MessageStart: &pb.Message{
			Origin: m.Origin, Role: m.Role, Id: m.Id, Name: m.Name, Phase: m.Phase, Form: m.Form, Settings: m.Settings,
			Extensions: m.Extensions,
		}}
		x.send()
		for j, p := range m.Parts {
			x.ev.Part = int32(j)
			x.part(p)
		}
		x.ev.Part = 0
		x.ev.Event = &pb.GenerateEvent_MessageEnd{MessageEnd: &pb.Message{Status: m.Status}}
		x.send()
	}
	x.ev.Message = 0
}

// bodyFields lists the texts of which a part has at most one, in the order in which their deltas come.
var bodyFields = [...]textField{reasoningText, bodyText, refusalText, argumentsText, inputText, dataText}

func (x *exploder) part(p *pb.Part) {
	x.ev.Event = &pb.GenerateEvent_PartStart{PartStart: skeleton(p)}
	x.send()
	for i, s := range p.GetReasoning().GetSummaries() {
		x.ev.Sub = int32(i)
		x.deltas(summaryText, s)
	}
	x.ev.Sub = 0
	for _, f := range bodyFields {
		if text := f.in(p); text != nil && *text != "" {
			x.deltas(f, *text)
		}
	}
	for _, c := range p.GetText().GetCitations() {
		x.ev.Event = &pb.GenerateEvent_Citation{Citation: c}
		x.send()
	}
	if l := p.GetText().GetLogprobs(); len(l) > 0 {
		x.ev.Event = &pb.GenerateEvent_Logprobs{Logprobs: &pb.Logprobs{Tokens: l}}
		x.send()
	}
	if p.Seal != nil {
		x.ev.Event = &pb.GenerateEvent_Seal{Seal: p.Seal}
		x.send()
	}
	x.ev.Event = &pb.GenerateEvent_PartEnd{PartEnd: &pb.Part{}}
	x.send()
}

// skeleton is a part without what comes in events of its own.
func skeleton(p *pb.Part) *pb.Part {
	s := proto.CloneOf(p)
	s.Seal = nil
	if r := s.GetReasoning(); r != nil {
		r.Summaries = nil
	}
	if t := s.GetText(); t != nil {
		t.Citations, t.Logprobs = nil, nil
	}
	for _, f := range bodyFields {
		if text := f.in(s); text != nil {
			*text = ""
		}
	}
	return s
}

// deltas gives a text, also an empty one, in deltas of the length asked for.
func (x *exploder) deltas(f textField, text string) {
	for {
		piece := firstRunes(text, x.options.Runes)
		setDelta(&x.ev, f, piece)
		x.send()
		if text = text[len(piece):]; text == "" || x.err != nil {
			return
		}
	}
}

// firstRunes gives the first n code points of a text; all of it where n is zero.
func firstRunes(s string, n int) string {
	if n <= 0 || len(s) <= n {
		return s
	}
	at := 0
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return s[:at]
}
