package adapterstest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// announce prints a line where the person who runs the tests sees it. The go command shows what passing packages print only with
// -v, in which case t.Log does; without it the line goes to the output of the go command itself, where that is a terminal or a
// pipe. A regular file has a position that only the go command knows, and other systems have no such directory: there the line
// needs -v.
func announce(line string) {
	if testing.Verbose() {
		return
	}
	parent := filepath.Join("/proc", fmt.Sprint(os.Getppid()))
	if name, err := os.ReadFile(filepath.Join(parent, "comm")); err != nil || strings.TrimSpace(string(name)) != "go" {
		return
	}
	output := filepath.Join(parent, "fd", "1")
	if info, err := os.Stat(output); err != nil || info.Mode().IsRegular() {
		return
	}
	f, err := os.OpenFile(output, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return
	}
	defer func() { _ = f.Close() }()
	_, _ = f.WriteString(line + "\n") // a count that is not seen is no failure
}
