package canon

import (
	"strconv"
	"strings"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// Losses collects what an encoder could not carry over exactly, once for each place. Paths are JSON Pointers into the
// canonical message in proto field names; the source's adapter turns them into pointers of its own document afterwards.
// The zero value is ready. A nil *Losses discards everything. It is not safe for concurrent use.
type Losses struct {
	items []*pb.Loss
	seen  map[string]bool
}

// Add records that what stands at path was dropped, approximated, synthesized or withheld. Detail is for a person and
// never quotes the document. A path that was recorded before is not recorded again.
func (l *Losses) Add(path string, class pb.LossClass, action pb.LossAction, detail string) {
	l.add(path, class, action, detail, false)
}

// Drop records that what stands at path was left out.
func (l *Losses) Drop(path string, class pb.LossClass, detail string) {
	l.add(path, class, pb.LossAction_LOSS_ACTION_DROPPED, detail, false)
}

// Approximate records that what stands at path was said differently with the same intent.
func (l *Losses) Approximate(path string, class pb.LossClass, detail string) {
	l.add(path, class, pb.LossAction_LOSS_ACTION_APPROXIMATED, detail, false)
}

// Synthesize records that something was put in whose cause stands at path. What may be synthesized is the closed list
// of Synthesis.
func (l *Losses) Synthesize(path string, class pb.LossClass, s Synthesis) {
	l.add(path, class, pb.LossAction_LOSS_ACTION_SYNTHESIZED, s.Detail(), false)
}

// Withhold records that the seal at path was kept from an upstream that cannot read it.
func (l *Losses) Withhold(path, detail string) {
	l.add(path, pb.LossClass_LOSS_CLASS_REASONING, pb.LossAction_LOSS_ACTION_WITHHELD, detail, false)
}

// Refuse records that what stands at path was left out, and that by default the request should be refused for it.
func (l *Losses) Refuse(path string, class pb.LossClass, detail string) {
	l.add(path, class, pb.LossAction_LOSS_ACTION_DROPPED, detail, true)
}

func (l *Losses) add(path string, class pb.LossClass, action pb.LossAction, detail string, refuse bool) {
	if l == nil || l.seen[path] {
		return
	}
	if l.seen == nil {
		l.seen = make(map[string]bool)
	}
	l.seen[path] = true
	l.items = append(l.items, &pb.Loss{Path: path, Class: class, Action: action, Detail: detail, Refuse: refuse})
}

// move gives the losses other paths.
func (l *Losses) move(to func(path string) string) {
	if l == nil {
		return
	}
	items := l.items
	l.items, l.seen = nil, nil
	for _, it := range items {
		l.add(to(it.Path), it.Class, it.Action, it.Detail, it.Refuse)
	}
}

// Items returns the losses in the order in which they were recorded. The slice belongs to the collection.
func (l *Losses) Items() []*pb.Loss {
	if l == nil {
		return nil
	}
	return l.items
}

// Path builds a canonical path from field names (string) and positions (int).
func Path(steps ...any) string {
	var b strings.Builder
	for _, s := range steps {
		b.WriteByte('/')
		switch s := s.(type) {
		case int:
			b.WriteString(strconv.Itoa(s))
		case string:
			b.WriteString(pointerEscaper.Replace(s))
		}
	}
	return b.String()
}

// MessagePath is the canonical path of a message of a request.
func MessagePath(m int) string { return "/messages/" + strconv.Itoa(m) }

// PartPath is the canonical path of a part of a message of a request.
func PartPath(m, p int) string { return MessagePath(m) + "/parts/" + strconv.Itoa(p) }

var pointerEscaper = strings.NewReplacer("~", "~0", "/", "~1")
