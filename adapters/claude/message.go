package claude

import (
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// wireMessage is one entry of messages.
type wireMessage struct {
	Role         jsonx.String      `json:"role"`
	Content      wireContent       `json:"content"`
	OutputConfig *wireOutputConfig `json:"output_config"`
	Unknown      jsonx.Value       `json:",inline,embed"`
}

func (w *wireMessage) message() *pb.Message {
	l := leftovers{unknown: w.Unknown}
	m := &pb.Message{Origin: dialect, Parts: w.Content.parts, Form: w.Content.form}
	role, known := roles.value(w.Role.V)
	m.Role = role
	if !known {
		l.stray("role", &w.Role)
	}
	if c := w.OutputConfig; c != nil {
		m.Settings = &pb.Settings{Effort: c.Effort.Ptr(), Format: c.Format.format("")}
		inner := c.leftovers()
		m.Extensions = inner.keep(m.Extensions)
	}
	m.Extensions = l.keep(m.Extensions)
	return m
}

// writeMessage writes one entry of messages as the next value.
func writeMessage(w *jsonx.Writer, m *pb.Message) {
	o := w.Object(own(m.Extensions, ""))
	if role, ok := roles.word(m.Role); ok {
		o.Str("role", role)
	}
	writeContent(o, "content", m.Parts, m.Form)
	if m.Settings != nil {
		writeOutputConfig(o, m.Settings.Effort, m.Settings.Format, own(m.Extensions, atOutputConfig))
	}
	o.End()
}
