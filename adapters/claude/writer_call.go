package claude

import (
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// arguments writes a piece of a call's arguments.
func (s *strict) arguments(text string) {
	s.openCall()
	s.argument(text)
}

// argument writes a piece of arguments once they are known to be an object, the only thing that this dialect takes.
func (s *strict) argument(text string) {
	switch {
	case text == "":
	case s.part.object:
		s.delta(s.index, deltaArguments, text)
	default:
		s.part.held.WriteString(text)
		held := s.part.held.String()
		if strings.HasPrefix(strings.TrimLeft(held, " \t\r\n"), "{") {
			s.part.object = true
			s.delta(s.index, deltaArguments, held)
		}
	}
}

// endArguments writes arguments that never became an object as whole answers have them.
func (s *strict) endArguments() {
	if held := s.part.held.String(); !s.part.object && strings.TrimSpace(held) != "" {
		object, _ := argumentsObject(held)
		s.delta(s.index, deltaArguments, object)
	}
}

// input writes a piece of a custom tool's free text, wrapped as the argument of a function.
func (s *strict) input(text string) {
	s.openCall()
	if !s.part.wrapped {
		s.part.wrapped = true
		s.delta(s.index, deltaArguments, `{"`+canon.CustomMember+`":"`)
	}
	if text != "" {
		s.delta(s.index, deltaArguments, jsonString(text))
	}
}

// openCall starts the block of a call.
func (s *strict) openCall() {
	if s.part.open {
		return
	}
	s.part.open = true
	p := s.part.part
	c := p.GetToolCall()
	s.calls++
	s.part.call = &pb.ToolCall{CallId: s.ids.call(c.GetCallId()), Name: s.names.Alias(c.GetNamespace(), c.GetName())}
	s.carryCall(p.Seal)
	s.openBlock(&pb.Part{Content: &pb.Part_ToolCall{ToolCall: s.part.call}, Extensions: p.Extensions})
	s.argument(c.GetArgumentsJson())
	if c.GetInput() != "" {
		s.input(c.Input)
	}
}

// carryCall lets an empty thinking block carry the seal of the call, which the client will know by its id here.
func (s *strict) carryCall(seal *pb.Seal) {
	if seal != nil && seal.Issuer != dialect {
		s.carry(&pb.Part{Content: &pb.Part_ToolCall{ToolCall: s.part.call}, Seal: seal})
	}
}
