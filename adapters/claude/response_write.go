package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// writeResponse writes a response as it stands as the next value. nulls asks for optional members to be there as null, as
// the newer version of the dialect has them.
func writeResponse(w *jsonx.Writer, resp *pb.GenerateResponse, nulls bool) {
	o := w.Object(own(resp.Extensions, ""))
	o.StrNonEmpty("id", resp.Id)
	o.Str("type", typeMessage)
	o.Str("role", roleAssistant)
	// Clients demand the member also where the upstream named no model.
	o.Str("model", resp.Model)
	var finish *pb.Finish
	var parts []*pb.Part
	form := pb.ContentForm_CONTENT_FORM_LIST
	for _, c := range resp.Candidates {
		finish = c.Finish
		for _, m := range c.Messages {
			parts, form = append(parts, m.Parts...), m.Form
		}
	}
	if form != pb.ContentForm_CONTENT_FORM_STRING {
		// An answer has content even where it says nothing.
		form = pb.ContentForm_CONTENT_FORM_LIST
	}
	writeContent(o, "content", parts, form)
	writeFinish(o, finish, nulls)
	if nulls {
		o.Null("container")
		o.Null("diagnostics")
	}
	var before prompt
	if resp.Usage != nil {
		writeUsage(o, resp.Usage, resp.ServiceTier, &before, nulls)
	}
	o.End()
}

// writeFinish writes why an answer ended, into a response or the delta of a message_delta event.
func writeFinish(o jsonx.Object, f *pb.Finish, nulls bool) {
	members := own(f.GetExtensions(), "")
	for name, raw := range jsonx.Members(members) {
		o.Raw(name, raw)
	}
	raw := f.GetRaw()
	if raw == "" && f.GetReason() != pb.FinishReason_FINISH_REASON_UNSPECIFIED {
		raw, _ = stopReasons.word(f.Reason)
	}
	for _, m := range []struct{ name, value string }{{"stop_reason", raw}, {"stop_sequence", f.GetStopSequence()}} {
		if _, spelled := jsonx.Get(members, m.name); spelled {
			continue
		}
		if m.value == "" {
			o.Null(m.name)
		} else {
			o.Str(m.name, m.value)
		}
	}
	details := own(f.GetExtensions(), atStopDetails)
	switch {
	case details != "":
		if d, ok := o.Object("stop_details", details); ok {
			d.Null("category")
			if message := f.GetMessage(); message != "" {
				d.Str("explanation", message)
			} else {
				d.Null("explanation")
			}
			d.End()
		}
	case nulls:
		o.Null("stop_details")
	}
}
