import { useId } from 'react';
import { useSpeech } from '../languages/language.tsx';
import type { Car } from './cars.ts';

const DEFAULT_TARGET_PERCENT = 80;

/** Whether what a car is to have is said in kWh, because nobody knows its SoC. */
export function isByEnergy({ targetSocPercent, targetEnergyKwh }: Car): boolean {
  return targetSocPercent === null && targetEnergyKwh !== null;
}

/** What a form for a car's target begins with. */
export function firstTarget(car: Car): string {
  return String(isByEnergy(car) ? car.targetEnergyKwh : (car.targetSocPercent ?? DEFAULT_TARGET_PERCENT));
}

/** What was typed in as a mutation takes it. */
export function targetOf(car: Car, text: string) {
  const value = Number(text);
  return isByEnergy(car)
    ? { targetSocPercent: null, targetEnergyKwh: value }
    : { targetSocPercent: value, targetEnergyKwh: null };
}

export interface TargetFieldProps {
  car: Car;
  value: string;
  onChange: (text: string) => void;
  testId: string;
}

/** What a car is to have, in % or in kWh. */
export function TargetField({ car, value, onChange, testId }: TargetFieldProps) {
  const { words } = useSpeech();
  const id = useId();
  const byEnergy = isByEnergy(car);
  return (
    <div>
      <label htmlFor={id}>{byEnergy ? words.cars.targetEnergyField : words.cars.targetField}</label>
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={1}
        max={byEnergy ? 200 : 100}
        step="any"
        value={value}
        required
        onChange={(event) => onChange(event.target.value)}
        data-testid={testId}
      />
    </div>
  );
}
