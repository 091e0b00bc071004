package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
	"github.com/spf13/cobra"
)

const translateHelp = `Translate one document from standard input to standard output, and say on standard error what was lost.

With --batch, standard input has one JSON object a line, and so has standard output, in the same order:
  in   {"id","kind","from","to","model"?,"stream"?,"path"?,"headers"?,"status"?,"request"?,"now"?,"body"|"sse"}
  out  {"id","body"|"sse","status"?,"path"?,"headers"?,"losses":[{"path","class","action","refuse"?,"detail"}],
        "error"?:{"code","message","path"?}}
A line that cannot be translated is answered by its error, and the run goes on.

"request" is the request behind a response or stream: it restores the names and kinds of tools, and what a response echoes.
It may be written in the dialect of "from", as in a recorded exchange, or of "to", as the client asked.

A request or response is written whole or not at all. A stream that is cut gives all that came before, the target's own
error event, and an error with the code truncated.

Exit code 2: the input or the command line is at fault. Exit code 1: --strict found losses.`

func translateCommand() *cobra.Command {
	var flags jobFlags
	var batch, strict bool
	cmd := &cobra.Command{
		Use:   "translate --kind KIND --from DIALECT --to DIALECT | --batch",
		Short: "Translate a request, response, stream or error",
		Long:  translateHelp,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if batch {
				return runBatch(cmd.InOrStdin(), cmd.OutOrStdout(), strict)
			}
			j, err := flags.job(cmd)
			if err != nil {
				return err
			}
			if j.To == nil {
				return unknownDialect("--to", flags.to)
			}
			return runSingle(cmd, j, strict)
		},
	}
	flags.bindSource(cmd)
	flags.bindTarget(cmd)
	cmd.Flags().BoolVar(&batch, "batch", false, "translate JSON lines")
	cmd.Flags().BoolVar(&strict, "strict", false, "fail on any loss")
	return cmd
}

// runSingle translates the document on standard input.
func runSingle(cmd *cobra.Command, j *translate.Job, strict bool) error {
	in := bufio.NewReader(cmd.InOrStdin())
	if j.Kind == translate.KindStream {
		j.Array = startsArray(in)
		if err := j.Check(); err != nil {
			return err
		}
		if !strict {
			return relay(cmd, j, in)
		}
	}
	var err error
	if j.Body, err = io.ReadAll(in); err != nil {
		return failure{err}
	}
	r := j.Run()
	reportLosses(cmd.ErrOrStderr(), r.Losses)
	if strict && len(r.Losses) > 0 {
		return failure{fmt.Errorf("--strict: %s", counted(len(r.Losses), "loss", "losses"))}
	}
	if r.Fault != nil && len(r.Body) == 0 {
		return inputError(j, r.Fault)
	}
	if !r.SSE {
		r.Body = append(r.Body, '\n')
	}
	if _, err := cmd.OutOrStdout().Write(r.Body); err != nil {
		return failure{err}
	}
	if r.Fault != nil {
		return inputError(j, r.Fault)
	}
	return nil
}

// relay translates a stream while it comes in.
func relay(cmd *cobra.Command, j *translate.Job, in io.Reader) error {
	x, err := j.ExchangeBehind()
	if err != nil {
		return inputError(j, translate.FaultOf(err))
	}
	out := cmd.OutOrStdout()
	losses, err := j.NewStream(x, func(frames []byte) error {
		_, err := out.Write(frames)
		return err
	}).Run(in)
	reportLosses(cmd.ErrOrStderr(), losses)
	var fault *canon.Fault
	switch {
	case errors.As(err, &fault):
		return inputError(j, fault)
	case err != nil:
		return failure{err}
	}
	return nil
}

// startsArray reports whether a document begins as a JSON array, without reading past its first byte of text.
func startsArray(in *bufio.Reader) bool {
	for n := 1; ; n++ {
		head, err := in.Peek(n)
		if err != nil {
			return false
		}
		if c := head[n-1]; !strings.ContainsRune(" \t\r\n", rune(c)) {
			return c == '['
		}
	}
}

func reportLosses(w io.Writer, losses []*pb.Loss) {
	for _, l := range losses {
		_, _ = fmt.Fprintln(w, "loss:", lossLine(l)) // who closes standard error does not want to know
	}
}

// inputError says where in the input the fault is.
func inputError(j *translate.Job, f *canon.Fault) error {
	dialect := j.From.Dialect()
	if f.Dialect != pb.Dialect_DIALECT_UNSPECIFIED {
		dialect = f.Dialect
	}
	return fmt.Errorf("%s %s: %s", all.Name(dialect), j.Kind, faultText(f))
}
