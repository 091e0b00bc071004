// Command interlingua translates LLM conversations between wire dialects.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitOK = iota
	// exitFailed: what was asked for could not be done, or --strict found losses.
	exitFailed
	// exitBadInput: the input or the command line is at fault.
	exitBadInput
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run executes one command line and gives its exit code.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.Execute()
	if err == nil {
		return exitOK
	}
	_, _ = fmt.Fprintln(stderr, "interlingua:", err) // the exit code says it too
	var failed failure
	if errors.As(err, &failed) {
		return exitFailed
	}
	return exitBadInput
}

// failure marks an error that is not the fault of the input or the command line.
type failure struct{ error }

// Unwrap gives the cause.
func (f failure) Unwrap() error { return f.error }

func rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:           "interlingua",
		Short:         "Translate LLM conversations between wire dialects",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(serveCommand(), checkCommand(), demoCommand(), translateCommand(), explainCommand(), versionCommand())
	return root
}
