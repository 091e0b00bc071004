package main

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/gateway/demo"
	"github.com/interlingua/interlingua/gateway/tokens"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

const demoHelp = `Show one conversation in all dialects, side by side: the request, the built-in model's answer to it, and what every pair of
dialects loses on the way. It needs no network and no key.`

// conversation is the request that is shown, in the dialect that says the most of it.
//
//go:embed demo.json
var conversation []byte

// conversationDialect is the dialect of conversation.
const conversationDialect = "claude"

func demoCommand() *cobra.Command {
	var width int
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Show one conversation through all dialect pairs",
		Long:  demoHelp,
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return showDemo(cmd.OutOrStdout(), width) },
	}
	cmd.Flags().IntVar(&width, "width", terminalWidth(), "characters in a line")
	return cmd
}

// usualWidth is the width of a line where the environment names none: it has room for all dialects.
const usualWidth = 168

// terminalWidth is the width of a line as shells tell it.
func terminalWidth() int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return usualWidth
}

// said is one dialect's side of the demonstration.
type said struct {
	adapter adapters.Adapter
	name    string
	wire    adapters.Wire
	answer  []byte
	losses  map[string][]*pb.Loss
}

func showDemo(out io.Writer, width int) error {
	first := all.ByName(conversationDialect)
	origin, err := translate.DecodeRequest(first, &adapters.Exchange{}, adapters.Wire{Body: conversation})
	if err != nil {
		return failure{err}
	}
	var sides []*said
	for _, a := range all.All() {
		wire := adapters.Wire{Body: conversation}
		if a.Dialect() != first.Dialect() {
			if wire, _, err = origin.Encode(a, &adapters.Exchange{Request: origin.Canonical}); err != nil {
				return failure{err}
			}
		}
		sides = append(sides, &said{adapter: a, name: all.Name(a.Dialect()), wire: wire, losses: map[string][]*pb.Loss{}})
	}
	for _, s := range sides {
		if err := s.ask(sides); err != nil {
			return failure{fmt.Errorf("%s: %w", s.name, err)}
		}
	}
	return show(out, sides, width)
}

// ask has the demo model answer, and the request translated for every dialect.
func (s *said) ask(sides []*said) error {
	x := &adapters.Exchange{}
	req, err := translate.DecodeRequest(s.adapter, x, s.wire)
	if err != nil {
		return err
	}
	x.Request = req.Canonical
	resp := demo.Answer(req.Canonical, (&tokens.Estimator{}).Estimate, time.Unix(0, 0))
	if s.answer, _, err = translate.EncodeResponse(nil, s.adapter, x, nil, resp); err != nil {
		return err
	}
	for _, to := range sides {
		if _, s.losses[to.name], err = req.Encode(to.adapter, x); err != nil {
			return err
		}
	}
	return nil
}

func show(out io.Writer, sides []*said, width int) error {
	abreast, each := columnWidth(width, len(sides))
	asked, answered := make([]column, len(sides)), make([]column, len(sides))
	for i, s := range sides {
		asked[i] = column{s.name, fold(string(s.wire.Body), each)}
		answered[i] = column{s.name, fold(string(s.answer), each)}
	}
	fmt.Fprint(out, "THE REQUEST, as each dialect writes it\n\n")
	writeColumns(out, asked, abreast, each)
	fmt.Fprint(out, "THE ANSWER of the built-in model to each\n\n")
	writeColumns(out, answered, abreast, each)
	fmt.Fprint(out, "WHAT THE REQUEST LOSES on the way from each dialect to each\n\n")
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprint(table, "from \\ to")
	for _, to := range sides {
		fmt.Fprint(table, "\t", to.name)
	}
	fmt.Fprintln(table)
	for _, s := range sides {
		fmt.Fprint(table, s.name)
		for _, to := range sides {
			fmt.Fprint(table, "\t", len(s.losses[to.name]))
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return failure{err}
	}
	for _, s := range sides {
		for _, to := range sides {
			if len(s.losses[to.name]) == 0 {
				continue
			}
			fmt.Fprintf(out, "\n%s to %s:\n", s.name, to.name)
			for _, l := range s.losses[to.name] {
				fmt.Fprintln(out, " ", strings.TrimSpace(lossLine(l)))
			}
		}
	}
	return nil
}
