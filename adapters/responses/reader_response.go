package responses

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// decodeResponse reads the response that the frame holds. Its output and error belong to the frame: they have events of
// their own.
func (r *reader) decodeResponse() (*wireResponse, *pb.GenerateResponse, []*pb.Extension, error) {
	var w wireResponse
	if err := jsonx.Unmarshal([]byte(r.frame.object), &w); err != nil {
		return nil, nil, nil, badFrame(err)
	}
	var exts []*pb.Extension
	for _, name := range [...]string{"output", "error"} {
		raw, ok := jsonx.Get(r.frame.object, name)
		if !ok {
			raw = "null"
		}
		exts = append(exts, frameExtension(atResponse, jsonx.Wrap(name, raw)))
	}
	return &w, r.d.response(&w), exts, nil
}

// atResponse is the place of the response in a frame.
const atResponse = "/response"

// created begins the stream.
func (r *reader) created() error {
	_, resp, exts, err := r.decodeResponse()
	if err != nil {
		return err
	}
	r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Start{Start: resp}}, exts...)
	return nil
}

// update takes a frame that says how far the response has come.
func (r *reader) update() error {
	if r.frame.member != "response" {
		r.opaque()
		return nil
	}
	_, resp, exts, err := r.decodeResponse()
	if err != nil {
		return err
	}
	r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Update{Update: resp}}, exts...)
	return nil
}

// terminal takes the frame that ends the answer.
func (r *reader) terminal() error {
	f := &r.frame
	if f.member != "response" {
		r.opaque()
		return nil
	}
	w, resp, exts, err := r.decodeResponse()
	if err != nil {
		return err
	}
	for i := range w.Output.Items {
		r.leftOut(int32(i), &w.Output.Items[i])
	}
	r.lastSeal()
	if resp.Usage != nil {
		r.more(&pb.GenerateEvent{Event: &pb.GenerateEvent_Usage{Usage: resp.Usage}})
	}
	if end := finish(resp.Status, w.IncompleteDetails.V, r.ended); end != nil {
		r.more(&pb.GenerateEvent{Event: &pb.GenerateEvent_Finish{Finish: end}})
	}
	r.fault = r.failure(resp)
	resp.Usage, resp.Error = nil, nil
	r.emit(&pb.GenerateEvent{Event: &pb.GenerateEvent_Update{Update: resp}}, exts...)
	r.state = r.close
	return nil
}

// lastSeal gives the seal of a text that no text followed: it belongs to the text before it, which was streamed before its
// seal was known.
func (r *reader) lastSeal() {
	if r.text == nil {
		return
	}
	seal := r.text
	r.text = nil
	r.lateSeal(seal)
}

// lateSeal gives the seal of the text that was streamed last.
func (r *reader) lateSeal(seal *pb.Seal) {
	if at := r.spoken; at != nil {
		r.more(&pb.GenerateEvent{Message: at.message, Part: at.part, Event: &pb.GenerateEvent_Seal{Seal: seal}})
	}
}

// leftOut gives an item that only the last frame has.
func (r *reader) leftOut(position int32, w *wireItem) {
	it := r.items[position]
	if it != nil && it.done {
		return
	}
	m := w.decode(r.d)
	if named := r.named(m.Id); named != nil {
		// The positions of a stream may have gaps, which those of a list have not.
		it, position = named, named.position
	}
	if it != nil && (it.done || it.message != (m.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED) || it.id != m.Id) {
		return
	}
	r.endItem(it, position, m)
}

// named finds the item that has an id; nil for none.
func (r *reader) named(id string) *openItem {
	var found *openItem
	for _, it := range r.items {
		if id != "" && it.id == id && (found == nil || it.position < found.position) {
			found = it
		}
	}
	return found
}

// failure is why the response failed; nil where it did not.
func (r *reader) failure(resp *pb.GenerateResponse) *pb.Error {
	switch {
	case resp.Error != nil:
		return resp.Error
	case resp.Status != statusFailed:
		return nil
	case r.fault != nil:
		return r.fault
	}
	return &pb.Error{Origin: dialect, Code: pb.ErrorCode_ERROR_CODE_SERVER}
}
