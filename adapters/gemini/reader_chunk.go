package gemini

import (
	"slices"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// chunkReader gathers the events of one chunk.
type chunkReader struct {
	*reader
	events []*pb.GenerateEvent
	// frame is what belongs to the chunk alone, update what became known of the answer.
	frame  keeper
	update *pb.GenerateResponse
	// data is the chunk, position that of the current candidate in it.
	data     []byte
	position int
}

// chunk gives the events of a chunk: what is said of the answer as a whole, each candidate, then the prompt and usage.
func (r *reader) chunk(data []byte, in *wireResponse) []*pb.GenerateEvent {
	c := &chunkReader{reader: r, events: r.queue[:0], data: data}
	c.readHead(in)
	for i := range in.candidates.items {
		c.candidate(&in.candidates.items[i], i, len(in.candidates.items) > 1)
	}
	switch {
	case in.candidates.single:
		c.frame.form("", "candidates", formSingle)
	case in.candidates.set && len(in.candidates.items) == 0:
		c.frame.form("", "candidates", formEmpty)
	}
	c.feedback(&in.promptFeedback)
	if in.usage.present {
		c.usage(&in.usage)
	}
	return c.finish()
}

// add appends an event.
func (c *chunkReader) add(ev *pb.GenerateEvent) *pb.GenerateEvent {
	c.events = append(c.events, ev)
	return ev
}

// known gives what an update event in front of the candidates says of the answer.
func (c *chunkReader) known() *pb.GenerateResponse {
	if c.update == nil {
		c.update = &pb.GenerateResponse{}
	}
	return c.update
}

// readHead gives the start, or what the chunk says otherwise than the first.
func (c *chunkReader) readHead(in *wireResponse) {
	var k keeper
	got := decodeHead(&k, in)
	k.rest("", &in.leftover)
	h := &c.head
	if !h.begun {
		*h = head{begun: true, model: got.Model, id: got.Id, exts: k.exts, shape: shapeOf(in)}
		c.dec.model = got.Model
		got.Extensions = h.shape.keep(k.exts)
		c.add(&pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: got}})
		return
	}
	c.differs("modelVersion", got.Model, &h.model, func(u *pb.GenerateResponse) { u.Model = got.Model })
	c.differs("responseId", got.Id, &h.id, func(u *pb.GenerateResponse) { u.Id = got.Id })
	c.differing(k.exts)
	c.absent(k.exts, in, got)
}

// differs compares a member that chunks repeat.
func (c *chunkReader) differs(name, got string, held *string, set func(*pb.GenerateResponse)) {
	switch got {
	case *held:
	case "":
		c.frame.absent("", name)
	default:
		*held = got
		set(c.known())
	}
}

// differing compares the other members of a chunk with those of the first.
func (c *chunkReader) differing(exts []*pb.Extension) {
	for _, e := range exts {
		held := sameExtension(c.head.exts, e)
		for name, raw := range jsonx.Members(e.MembersJson) {
			if was, ok := jsonx.Get(held, name); ok && was == raw {
				continue
			}
			u := c.known()
			u.Extensions = canon.Keep(u.Extensions, own, e.At, jsonx.Wrap(name, raw), e.Kind)
		}
	}
}

// absent compares the other way around. What the first chunk left empty may be told now.
func (c *chunkReader) absent(exts []*pb.Extension, in *wireResponse, got *pb.GenerateResponse) {
	for _, e := range c.head.exts {
		if e.At != "" {
			continue
		}
		members := sameExtension(exts, e)
		for name := range jsonx.Members(e.MembersJson) {
			switch _, ok := jsonx.Get(members, name); {
			case ok:
			case got.Model != "" && name == in.spelling("modelVersion"):
				c.frame.exact("", name, jsonx.Quote(got.Model))
			case got.Id != "" && name == in.spelling("responseId"):
				c.frame.exact("", name, jsonx.Quote(got.Id))
			default:
				c.frame.absent("", name)
			}
		}
	}
}

// sameExtension finds the members that were kept at the same place in the same sense.
func sameExtension(exts []*pb.Extension, like *pb.Extension) string {
	for _, e := range exts {
		if e.At == like.At && e.Kind == like.Kind {
			return e.MembersJson
		}
	}
	return ""
}

// feedback reads the prompt's refusal, or what else a chunk says of the prompt.
func (c *chunkReader) feedback(f *wireFeedback) {
	var k keeper
	block := decodeFeedback(&k, f)
	if block != nil {
		c.blocked = true
		c.add(&pb.GenerateEvent{Event: &pb.GenerateEvent_PromptBlock{PromptBlock: block}})
	}
	if k.exts != nil {
		u := c.known()
		u.Extensions = append(u.Extensions, k.exts...)
	}
}

// usage reads token counts and, where it is news, the tier that served.
func (c *chunkReader) usage(u *wireUsage) {
	usage, served, absent := decodeUsage(u)
	for _, name := range absent {
		c.frame.absent(atUsage, name)
	}
	if served != nil && *served != c.head.tier {
		c.head.tier = *served
		c.known().ServiceTier = served
	}
	c.add(&pb.GenerateEvent{Event: &pb.GenerateEvent_Usage{Usage: usage}})
}

// finish puts the events of the chunk in order and joins them to one frame.
func (c *chunkReader) finish() []*pb.GenerateEvent {
	events := c.events
	if c.update != nil {
		at := 0
		if len(events) > 0 && events[0].GetStart() != nil {
			at = 1
		}
		events = slices.Insert(events, at, &pb.GenerateEvent{Event: &pb.GenerateEvent_Update{Update: c.update}})
	}
	if len(events) == 0 {
		events = append(events, &pb.GenerateEvent{Event: &pb.GenerateEvent_Ping{Ping: &pb.Ping{}}})
	}
	events[0].Frame = c.frame.exts
	for _, ev := range events[:len(events)-1] {
		ev.More = true
	}
	return events
}
