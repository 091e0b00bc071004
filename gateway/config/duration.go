package config

import (
	"fmt"
	"time"

	"github.com/goccy/go-yaml/ast"
)

// Duration is a time span written as Go writes it: 1.5s, 2m.
type Duration time.Duration

// UnmarshalYAML reads a duration.
func (d *Duration) UnmarshalYAML(n ast.Node) error {
	text := n.GetToken().Value
	v, err := time.ParseDuration(text)
	if err != nil || v < 0 {
		p := n.GetToken().Position
		return fmt.Errorf("line %d, column %d: %q is no time span such as 1.5s or 2m", p.Line, p.Column, text)
	}
	*d = Duration(v)
	return nil
}
