import type { Aggregate } from './aggregate.ts';
import type { Aggregation, Formula, IndicatorType } from './form.ts';

/** One agency's figure for an indicator, in a compiled report. */
export interface CompiledFigure {
  /** The agency's name. */
  agency: string;
  /** The receipt of the version that it stands in. */
  receipt: string;
  /** Absent: the agency was asked and gave none. */
  value?: number;
  estimated?: boolean;
  /** What the figure weighs in a weighted mean. */
  weight?: number;
}

/** An indicator's figure for the province, how many agencies it runs over, and what it is beside last year's. */
export interface CompiledIndicator {
  code: string;
  name: string;
  unit: string;
  type: IndicatorType;
  aggregation: Aggregation;
  formula?: Formula;
  /** The title of the form's section. */
  section: string;
  aggregate: Aggregate;
  /** How many agencies were asked for it, whether they reported or not. */
  asked: number;
  /** Absent in a regime's first year. */
  lastYear?: {
    /** Over all agencies of last year. */
    all: Aggregate;
    /** Over the agencies that are present in both years, merged ones by their successor. */
    inBoth: { now: Aggregate; before: Aggregate };
  };
  /** In the appendix's order. */
  figures: readonly CompiledFigure[];
}
