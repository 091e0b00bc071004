package responses

import (
	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	"github.com/interlingua/interlingua/adapters/sse"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// composer writes a stream of this dialect from events of any, with every frame that some client asks for: the response
// created and in progress, each item added, its parts and texts with their ends, the item done, and at last the whole
// response.
type composer struct {
	e         *encoder
	sequencer *canon.Sequencer
	dst       []byte
	// sequence is the number of the next frame.
	sequence int64
	// stencil writes deltas that differ from the last one in their number and text only.
	stencil canon.Stencil[deltaKey]
	// varied says that the client is one of Open Responses.
	varied bool
	// known is what is known of the response, and foreign that its envelope is to be fitted: it is of another dialect.
	known   *pb.GenerateResponse
	foreign bool
	begun   bool
	// failing says that what ends now ends because the answer failed.
	failing bool
	// told says that the client has had the frame that says why.
	told bool
	ids  minter
	// done holds the items that are done, as they stand in the output.
	done  jsonx.Writer
	items []*pb.Message
	// message is what is known of the message whose parts come now.
	message *pb.Message
	open    openOutput
	// sealable are what carries the seals of texts and calls that come late, by their place; entries are those that came.
	sealable map[place]*pb.Part
	entries  []*pb.Part
	// last is the place of the part that began last.
	last place
	// late counts the citations that came after their text had ended, by its place.
	late map[place]int
	// quiet says that nothing came since the last sign of life.
	quiet bool
}

func newComposer(e *encoder) *composer {
	c := &composer{e: e, varied: open(e.x), known: &pb.GenerateResponse{}, sealable: map[place]*pb.Part{}, late: map[place]int{}}
	c.sequencer = canon.NewSequencer(c.event)
	return c
}

// append takes an event.
func (c *composer) append(dst []byte, ev *pb.GenerateEvent) ([]byte, error) {
	c.dst = dst
	c.failing = ev.GetError() != nil
	err := c.sequencer.Push(ev)
	dst, c.dst = c.dst, nil
	return dst, err
}

// event takes an event of the strict form.
func (c *composer) event(ev *pb.GenerateEvent) error {
	if ev.Candidate > 0 {
		return nil
	}
	quiet := c.quiet
	c.quiet = false
	switch v := ev.Event.(type) {
	case *pb.GenerateEvent_Start:
		c.start(v.Start)
	case *pb.GenerateEvent_Update:
		c.update(v.Update)
	case *pb.GenerateEvent_MessageStart:
		c.messageStart(v.MessageStart)
	case *pb.GenerateEvent_MessageEnd:
		c.messageEnd(v.MessageEnd)
	case *pb.GenerateEvent_PartStart:
		c.partStart(ev, v.PartStart)
	case *pb.GenerateEvent_PartEnd:
		c.partEnd(ev, v.PartEnd)
	case *pb.GenerateEvent_Seal:
		c.seal(ev, v.Seal)
	case *pb.GenerateEvent_Citation:
		c.citation(ev, v.Citation)
	case *pb.GenerateEvent_Logprobs:
		c.logprobs(ev, v.Logprobs)
	case *pb.GenerateEvent_Usage:
		c.known.Usage = canon.MergeUsage(c.known.Usage, v.Usage)
	case *pb.GenerateEvent_Finish:
		c.known.Candidates = []*pb.Candidate{{Finish: proto.CloneOf(v.Finish)}}
	case *pb.GenerateEvent_PromptBlock:
		c.known.PromptBlock = proto.CloneOf(v.PromptBlock)
	case *pb.GenerateEvent_Ping:
		c.ping(quiet)
	case *pb.GenerateEvent_End:
		c.end(v.End)
	case *pb.GenerateEvent_Error:
		c.told = !c.varied && findFrame(ev, atTold) != nil
		c.fail(v.Error)
	default:
		c.delta(ev)
	}
	return nil
}

// start begins the stream.
func (c *composer) start(resp *pb.GenerateResponse) {
	c.known = proto.CloneOf(resp)
	c.known.Candidates = nil
	c.foreign = resp.Origin != dialect || c.varied
	c.begin()
}

// begin writes the first frames.
func (c *composer) begin() {
	c.begun = true
	c.ids = newMinter(c.e.x, c.known.Id)
	c.response(frameCreated, statusInProgress)
	c.response(frameInProgress, statusInProgress)
}

// update takes what becomes known of the response.
func (c *composer) update(resp *pb.GenerateResponse) {
	more := proto.CloneOf(resp)
	more.Candidates, more.Origin, more.Id = nil, 0, ""
	extensions := more.Extensions
	more.Extensions = nil
	proto.Merge(c.known, more)
	for _, e := range extensions {
		c.known.Extensions = canon.Keep(c.known.Extensions, e.Dialect, e.At, e.MembersJson, e.Kind)
	}
}

// ping says that the stream is alive, unless something else did since the last sign of life.
func (c *composer) ping(quiet bool) {
	switch {
	case !quiet || !c.begun:
	case c.varied:
		c.dst = sse.AppendComment(c.dst, aliveComment)
	default:
		c.frame(frameKeepalive).End()
		c.endFrame()
	}
	c.quiet = true
}

// frame begins a frame. The caller ends the object and then the frame.
func (c *composer) frame(typ string) jsonx.Object {
	if c.varied {
		typ = openName(typ)
	}
	c.e.w.Reset(sse.BeginFrame(c.dst, typ))
	o := c.e.w.Object("")
	o.Str("type", typ)
	o.Int("sequence_number", c.sequence)
	c.sequence++
	return o
}

func (c *composer) endFrame() { c.dst = sse.EndFrame(c.e.w.Bytes()) }

// response writes a frame with the response as far as it is known.
func (c *composer) response(typ, status string) {
	o := c.frame(typ)
	resp := &pb.GenerateResponse{Id: c.ids.response(), Model: c.known.Model, CreateTime: c.known.CreateTime, Status: status}
	if !c.foreign {
		resp = proto.CloneOf(c.known)
		resp.Status, resp.Usage = status, nil
	}
	c.member(o, resp, func() {})
	o.End()
	c.endFrame()
}

// member writes the member response of a frame.
func (c *composer) member(o jsonx.Object, resp *pb.GenerateResponse, output func()) {
	switch {
	case !o.Key("response"):
	case c.foreign:
		c.e.fullResponse(resp, output)
	default:
		c.e.response(resp, output)
	}
}

// end writes the last frames of an answer that is whole.
func (c *composer) end(end *pb.End) {
	if r := end.GetResponse(); r != nil {
		c.update(r)
	}
	if c.known.Status == "" {
		c.known.Status = statusCompleted
	}
	c.terminal(c.known)
}

// fail writes the last frames of an answer that failed. What is open breaks off, and does not count as done: some clients
// run a call as soon as it does, and keep any other item beside what they get when they try again.
func (c *composer) fail(e *pb.Error) {
	if !c.begun {
		c.foreign = true
		c.known.Model = c.e.x.Request.GetModel()
		c.begin()
	}
	c.open = openOutput{}
	c.known.Error = proto.CloneOf(e)
	c.known.Status = statusFailed
	c.terminal(c.known)
}

// failure writes the frame that says why the answer failed. Some clients take the failed response after it for an answer like
// any other.
func (c *composer) failure(e *pb.Error) {
	switch {
	case e == nil:
		return
	case c.told:
		c.sequence++
		return
	}
	o := c.frame(frameError)
	if in, ok := o.Object("error", ""); ok {
		c.e.fullFault(in, e)
		in.End()
	}
	o.End()
	c.endFrame()
}

// terminal writes the frame with the whole response, and the sentinel.
func (c *composer) terminal(resp *pb.GenerateResponse) {
	status := resp.Status
	if c.foreign {
		status = endingOf(reasonOf(resp), len(c.items) == 0 && c.open.item == nil).status
	}
	if status != statusCompleted && c.open.status != "" {
		c.open.status = statusIncomplete
	}
	c.flush()
	if c.foreign {
		resp = openEnvelope(c.e.x, resp, c.items)
	}
	typ := frameCompleted
	switch status {
	case statusIncomplete, statusCancelled:
		typ = frameIncomplete
	case statusFailed:
		typ = frameFailed
		c.failure(resp.Error)
	}
	o := c.frame(typ)
	c.member(o, resp, func() {
		if done := c.done.Bytes(); len(done) > 0 {
			c.e.w.RawBytes(done)
		}
	})
	o.End()
	c.endFrame()
	c.dst = appendData(c.dst, "", sentinel)
}
