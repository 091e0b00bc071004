package config

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Load reads the configuration in a file. See Parse.
func Load(path string, getenv func(string) (string, bool), override ...func(*Config)) (*Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, err := Parse(text, getenv, override...)
	if err != nil {
		return nil, inFile(path, err)
	}
	return c, nil
}

// inFile names the file of a fault; of several, above them.
func inFile(path string, err error) error {
	if faults, ok := errors.AsType[Faults](err); ok && len(faults) > 1 {
		return fmt.Errorf("%s: %d faults\n%w", path, len(faults), err)
	}
	return fmt.Errorf("%s: %w", path, err)
}

// Parse reads a configuration, expands ${NAME} inside its strings, completes and validates it. Unknown keys, unset
// variables and contradictions are errors that name their place; they never quote a secret. What stands over the file is set
// before it is validated.
func Parse(text []byte, getenv func(string) (string, bool), override ...func(*Config)) (*Config, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		return nil, located(err)
	}
	c := &Config{}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		e := expander{getenv: getenv}
		ast.Walk(&e, doc.Body)
		if len(e.unset) > 0 {
			return nil, e.unset
		}
		if err := yaml.NodeToValue(doc.Body, c, yaml.Strict()); err != nil {
			return nil, located(err)
		}
	}
	for _, set := range override {
		set(c)
	}
	if err := c.Complete(); err != nil {
		if faults, ok := errors.AsType[Faults](err); ok {
			faults.locate(file)
		}
		return nil, err
	}
	return c, nil
}

// located words a YAML error as line, column and message, without the excerpt of the file that might hold a secret.
func located(err error) error {
	var y yaml.Error
	if !errors.As(err, &y) {
		return err
	}
	if t := y.GetToken(); t != nil && t.Position != nil {
		return fmt.Errorf("line %d, column %d: %s", t.Position.Line, t.Position.Column, y.GetMessage())
	}
	return fmt.Errorf("%s", y.GetMessage())
}

var variable = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)

// expander replaces ${NAME} in the strings of a document.
type expander struct {
	getenv func(string) (string, bool)
	unset  Faults
}

// Visit implements ast.Visitor.
func (e *expander) Visit(n ast.Node) ast.Visitor {
	s, ok := n.(*ast.StringNode)
	if !ok || !strings.Contains(s.Value, "${") {
		return e
	}
	s.Value = variable.ReplaceAllStringFunc(s.Value, func(m string) string {
		name := m[2 : len(m)-1]
		v, ok := e.getenv(name)
		if !ok {
			p := s.GetToken().Position
			e.unset = append(e.unset, Fault{Message: "the environment has no " + name, Line: p.Line, Column: p.Column})
		}
		return v
	})
	return e
}
