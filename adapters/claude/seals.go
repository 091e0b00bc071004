package claude

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// unpackSeals puts what came in seal envelopes in place of the reasoning that a client was shown.
func unpackSeals(x *adapters.Exchange, messages []*pb.Message) {
	var blockOf map[*pb.Part]int
	for _, m := range messages {
		if m.Role == pb.Role_ROLE_ASSISTANT {
			blockOf = unpackMessage(x, m, blockOf)
		}
	}
	if blockOf == nil {
		return
	}
	canon.AttachSeals(messages)
	for _, m := range messages {
		keepBlocks(m, blockOf)
	}
}

// unpackMessage opens the envelopes in a message, and notes for each part of a message with any from which block it came.
func unpackMessage(x *adapters.Exchange, m *pb.Message, blockOf map[*pb.Part]int) map[*pb.Part]int {
	var parts []*pb.Part
	found := false
	for i, p := range m.Parts {
		unpacked, opened := []*pb.Part{p}, false
		if x.Opens(p.GetSeal().GetData()) {
			unpacked, opened = x.Sealer.Unpack(p)
			found = found || opened
		}
		if blockOf == nil && (found || opened) {
			blockOf = map[*pb.Part]int{}
			for j, q := range m.Parts[:i] {
				blockOf[q] = j
			}
		}
		for _, u := range unpacked {
			if blockOf != nil {
				blockOf[u] = i
			}
		}
		parts = append(parts, unpacked...)
	}
	if found {
		m.Parts = parts
	}
	return blockOf
}
