// Package all lists the adapters that there are. A further dialect is one line here.
package all

import (
	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/chat"
	"github.com/interlingua/interlingua/adapters/claude"
	"github.com/interlingua/interlingua/adapters/gemini"
	"github.com/interlingua/interlingua/adapters/responses"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// All gives every adapter, in the order of their dialects.
func All() []adapters.Adapter {
	return []adapters.Adapter{
		responses.New(),
		chat.New(),
		claude.New(),
		gemini.New(),
	}
}

// Find gives the adapter of a dialect, or nil.
func Find(d pb.Dialect) adapters.Adapter {
	for _, a := range All() {
		if a.Dialect() == d {
			return a
		}
	}
	return nil
}

// ByName gives the adapter of the dialect that commands and config call by a name, or nil.
func ByName(name string) adapters.Adapter {
	for _, a := range All() {
		if Name(a.Dialect()) == name {
			return a
		}
	}
	return nil
}

// Name is the word for a dialect in commands and config.
func Name(d pb.Dialect) string {
	return canon.EnumWord(d.String(), "DIALECT_")
}

// Names gives the words for all dialects, in the order of All.
func Names() []string {
	var names []string
	for _, a := range All() {
		names = append(names, Name(a.Dialect()))
	}
	return names
}
