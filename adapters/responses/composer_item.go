package responses

import (
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// openOutput is the item that is open, and the part of it.
type openOutput struct {
	// item is the item as it will stand in the output; nil where none is open.
	item *pb.Message
	// status is the lifecycle in which it will end, where its source does not say; empty for an item that has none.
	status string
	// part is the part that is open; nil for none. Its text grows apart. One that ended stays open until something else
	// comes: citations may follow.
	part  *pb.Part
	place place
	text  strings.Builder
	// summaries are those of reasoning; the last one is open where summing is set.
	summaries []*strings.Builder
	summing   bool
	// silent says that the text of the part is told when it is whole.
	silent bool
	// retold says that the only summary is the reasoning itself.
	retold bool
}

// index is the position of the open item in the output.
func (c *composer) index() int64 { return int64(len(c.items)) }

// content is the position of the open part in its message.
func (c *composer) content() int64 { return int64(len(c.open.item.Parts)) }

// messageStart takes the beginning of a message. One of this dialect is one item, any other becomes as many as it needs.
func (c *composer) messageStart(m *pb.Message) {
	c.message = proto.CloneOf(m)
	c.message.Parts = nil
}

// messageEnd takes the end of a message. The last item of another dialect stays open: whether it is complete, the end of
// the answer tells.
func (c *composer) messageEnd(m *pb.Message) {
	if c.ownMessage() {
		c.finishOwn(m)
		c.close()
	}
	if len(c.entries) > 0 {
		c.flush()
	}
	c.message = nil
}

// ownMessage reports whether the message is an item of this dialect.
func (c *composer) ownMessage() bool { return c.message.GetOrigin() == dialect }

// finishOwn puts what only the end of an item says into it. A message without any part is an item too.
func (c *composer) finishOwn(end *pb.Message) {
	if c.open.item == nil {
		if c.message.Form == pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
			return
		}
		c.openMessage()
	}
	m := c.open.item
	if end.Status != "" {
		m.Status = end.Status
	}
	if end.Phase != "" {
		m.Phase = end.Phase
	}
	for _, e := range end.Extensions {
		m.Extensions = canon.Keep(m.Extensions, e.Dialect, e.At, e.MembersJson, e.Kind)
	}
}

// openMessage begins a message item.
func (c *composer) openMessage() {
	c.close()
	m := newMessage(c.ids.item(prefixMessage, len(c.items)), "")
	c.adopt(m, statusCompleted)
	c.added(&pb.Message{
		Origin: dialect, Role: m.Role, Id: m.Id, Phase: m.Phase, Form: pb.ContentForm_CONTENT_FORM_LIST, Status: statusInProgress,
	})
	c.open.item = m
}

// adopt gives an item what its source says of it, where it is of this dialect; else it will end with a status.
func (c *composer) adopt(m *pb.Message, status string) {
	c.open.status = status
	if !c.ownMessage() {
		return
	}
	c.open.status = ""
	if c.message.Id != "" {
		m.Id = c.message.Id
	}
	if c.message.Role != pb.Role_ROLE_UNSPECIFIED {
		m.Role = c.message.Role
	}
	if c.message.Form != pb.ContentForm_CONTENT_FORM_UNSPECIFIED {
		m.Form = c.message.Form
	}
	m.Phase, m.Status = c.message.Phase, c.message.Status
	m.Extensions = append(m.Extensions, c.message.Extensions...)
}

// openItem begins an item that is one part and will end with a status. skeleton is the part as it stands at the beginning, and
// exts are what the item says from there on.
func (c *composer) openItem(prefix, status string, skeleton *pb.Part, exts ...*pb.Extension) {
	c.close()
	m := newItem(c.ids.item(prefix, len(c.items)), "", nil)
	m.Parts = nil
	m.Extensions = exts
	c.adopt(m, status)
	beginning := &pb.Message{Origin: dialect, Role: m.Role, Id: m.Id, Parts: []*pb.Part{skeleton}, Extensions: exts}
	if status != "" {
		beginning.Status = statusInProgress
	}
	c.added(beginning)
	c.open.item = m
}

// added writes the frame with which an item begins.
func (c *composer) added(m *pb.Message) {
	o := c.frame(frameItemAdded)
	o.Int("output_index", c.index())
	if o.Key("item") {
		c.e.item(m, "")
	}
	o.End()
	c.endFrame()
}

// close ends the item that is open.
func (c *composer) close() {
	c.endPart()
	m := c.open.item
	if m == nil {
		return
	}
	if c.open.status != "" {
		m.Status = c.open.status
	}
	c.finishItem(m)
	c.open = openOutput{}
}

// finishItem writes the frame with which an item ends, and keeps it for the output.
func (c *composer) finishItem(m *pb.Message) {
	o := c.frame(frameItemDone)
	o.Int("output_index", c.index())
	from := 0
	if o.Key("item") {
		from = len(c.e.w.Bytes())
		c.e.item(m, "")
	}
	c.done.RawBytes(c.e.w.Bytes()[from:])
	o.End()
	c.endFrame()
	c.items = append(c.items, m)
}

// whole writes an item that comes at once.
func (c *composer) whole(m *pb.Message) {
	c.close()
	c.added(m)
	c.finishItem(m)
}

// flush writes the item that carries the seals for which there was no other place.
func (c *composer) flush() {
	c.close()
	if len(c.entries) > 0 {
		c.whole(carrier(c.e.x, c.ids.item(prefixThought, len(c.items)), c.entries))
		c.entries = nil
	}
}
